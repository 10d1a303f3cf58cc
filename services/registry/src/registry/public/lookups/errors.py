"""What can go wrong here."""

from shared.errors import Invalid
from shared.language import Text


class QuestionIncomplete(Invalid):
    """The question names an account by its address, or by platform and handle."""

    title = Text("Pertanyaan tidak lengkap", "Question incomplete")
    detail = Text(
        "Kirim `url`, atau `platform` bersama `handle`.",
        "Send `url`, or `platform` together with `handle`.",
    )
