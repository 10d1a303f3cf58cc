"""What can go wrong here."""

from shared.errors import Conflict, Missing, Refused
from shared.language import Text


class ConsentNotGiven(Missing):
    """There is no live consent to this purpose."""

    title = Text("Persetujuan tidak ada", "No such consent")
    detail = Text(
        "Anda tidak sedang memberi persetujuan untuk {purpose}.",
        "You have no live consent to {purpose}.",
    )


class ProgrammeConsentMissing(Refused):
    """Nobody takes part without agreeing to."""

    title = Text("Persetujuan ikut program wajib", "Consent to the programme required")
    detail = Text(
        "Sertakan `programme` di `consents`; tanpa itu tidak ada yang disimpan.",
        "Put `programme` into `consents`; without it nothing is kept.",
    )


class WordingOutdated(Conflict):
    """The person read another version than the one in force."""

    title = Text("Naskah sudah berganti", "Wording has changed")
    detail = Text(
        "Versi {given} bukan yang berlaku; baca versi {current} lalu ulangi.",
        "Version {given} is not in force; read version {current} and try again.",
    )
