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
    """Nobody reviews an own account, or one of the own institution."""

    title = Text("Benturan kepentingan", "Conflict of interest")
    detail = Text(
        "Akun ini milik instansi Anda sendiri; peninjau dari instansi lain yang boleh melihatnya.",
        "The account belongs to your own institution; a reviewer of another one may see it.",
    )


class ReviewerWithoutInstitution(Refused):
    """Who belongs nowhere cannot be shown to belong elsewhere."""

    title = Text("Peninjau tanpa instansi", "Reviewer without institution")
    detail = Text(
        "Akun ditinjau oleh orang dari instansi lain; token Anda tidak menyebut instansi.",
        "Accounts are reviewed by somebody of another institution; your token names none.",
    )
