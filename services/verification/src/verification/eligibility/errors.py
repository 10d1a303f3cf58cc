"""What can go wrong when a verdict is asked for."""

from shared.errors import Missing
from shared.language import Text


class NotYetJudged(Missing):
    """The account is linked, but no run has judged it."""

    title = Text("Belum dinilai", "Not judged yet")
    detail = Text(
        "Akun {account_id} belum dinilai; penilaian berjalan setiap Senin pukul 03.00 WIB.",
        "The account {account_id} has not been judged yet; runs start every Monday at 03:00 WIB.",
    )
