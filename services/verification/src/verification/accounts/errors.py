"""What can go wrong with an account here."""

from shared.errors import Missing, Refused
from shared.language import Text


class AccountUnknown(Missing):
    """No linked account with that id, or it is not the caller's business."""

    title = Text("Akun tidak dikenal", "Account unknown")
    detail = Text(
        "Tidak ada akun tertaut dengan id {account_id}.",
        "No linked account has the id {account_id}.",
    )


class ConflictOfInterest(Refused):
    """Nobody reviews accounts of the own institution."""

    title = Text("Benturan kepentingan", "Conflict of interest")
    detail = Text(
        "Akun ini milik instansi Anda sendiri; peninjau dari instansi lain yang boleh melihatnya.",
        "The account belongs to your own institution; a reviewer of another one may see it.",
    )
