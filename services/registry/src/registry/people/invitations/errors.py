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
    """No open invitation has this code; an expired or replaced one leaves no trace."""

    title = Text("Undangan tidak dikenal", "Invitation unknown")
    detail = Text(
        "Kode salah, sudah diganti kode baru, atau sudah lewat masanya. Minta kode baru dari humas "
        "instansi Anda.",
        "The code is wrong, replaced by a newer one, or expired. Ask your institution's PR head "
        "for a new one.",
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
    """One token, one person: it already stands for an officer. The code stays as it was."""

    title = Text("Anda sudah ikut program", "You take part already")
    detail = Text(
        "Anda sudah terdaftar; tidak ada yang berubah. Hendak pindah instansi? Berhenti dulu "
        "(DELETE /v1/me/consents/programme), lalu pakai kode ini.",
        "You are enrolled already; nothing was changed. To move to another institution, leave "
        "first (DELETE /v1/me/consents/programme), then use this code.",
    )


SENTENCES = {
    "twice_in_request": Text(
        "Nomor ini sudah ada lebih dulu di daftar yang sama.",
        "The same list has this number earlier.",
    ),
}
