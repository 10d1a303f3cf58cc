"""What can go wrong here."""

from shared.errors import Conflict, Missing, Refused
from shared.language import Text


class CohortEnded(Conflict):
    """Invitations of this cohort have expired."""

    title = Text("Angkatan sudah berakhir", "Cohort has ended")
    detail = Text(
        "Undangan angkatan ini berakhir pada {expires_on}.",
        "The invitations of this cohort expired on {expires_on}.",
    )


class InvitationUnknown(Missing):
    """No open invitation has this code; a used or expired one leaves no trace."""

    title = Text("Undangan tidak dikenal", "Invitation unknown")
    detail = Text(
        "Kode pendaftaran salah, sudah dipakai, atau sudah lewat masanya.",
        "The enrolment code is wrong, used already, or expired.",
    )


class InvitationLocked(Refused):
    """Too many wrong numbers were sent with this code."""

    title = Text("Undangan terkunci", "Invitation locked")
    detail = Text(
        "Nomor yang salah dikirim terlalu sering. Minta undangan baru dari humas instansi Anda.",
        "A wrong number was sent too often. Ask your institution's PR head for a new invitation.",
    )


class NumberNotInvited(Conflict):
    """The number is not the one the code was made for."""

    title = Text("Nomor tidak cocok dengan undangan", "Number does not match the invitation")
    detail = Text(
        "Periksa NIP atau NI PPPK Anda; sisa percobaan: {tries_left}.",
        "Check your NIP or NI PPPK; tries left: {tries_left}.",
    )


class AlreadyEnrolled(Conflict):
    """One token, one person: it already stands for an officer."""

    title = Text("Sudah terdaftar", "Already enrolled")
    detail = Text(
        "Akun masuk Anda sudah terdaftar sebagai petugas.",
        "Your sign-in is enrolled as an officer already.",
    )


SENTENCES = {
    "twice_in_request": Text(
        "Nomor ini sudah ada lebih dulu di daftar yang sama.",
        "The same list has this number earlier.",
    ),
    "already_enrolled": Text(
        "Orang ini sudah ikut program di instansi Anda.",
        "This person is in the programme at your institution already.",
    ),
    "already_invited": Text(
        "Undangan untuk nomor ini masih terbuka.", "An invitation for this number is still open."
    ),
}
