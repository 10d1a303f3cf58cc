"""What can go wrong here."""

from shared.errors import Conflict, Missing
from shared.language import Text


class NumberAlreadyRegistered(Conflict):
    """The number belongs to somebody who is registered."""

    title = Text("Nomor sudah terdaftar", "Number already registered")
    detail = Text(
        "Nomor ini milik petugas yang sudah terdaftar.",
        "This number belongs to an officer who is registered already.",
    )


class NotEnrolled(Missing):
    """The token does not stand for anybody in the programme."""

    title = Text("Belum ikut program", "Not enrolled")
    detail = Text(
        "Terima undangan dulu melalui POST /v1/me/enrolment.",
        "Accept an invitation first, by POST /v1/me/enrolment.",
    )


class OfficerUnknown(Missing):
    """There is no such officer in the caller's institutions."""

    title = Text("Petugas tidak dikenal", "Officer unknown")
    detail = Text(
        "Tidak ada petugas dengan id {officer_id} di instansi Anda.",
        "Your institution has no officer with the id {officer_id}.",
    )
