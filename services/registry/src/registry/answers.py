"""What answers of several features share: why one row of a list was refused."""

from pydantic import Field

from shared.language import Text
from shared.wire import Wire


class RowError(Wire):
    """Why one row of a list was refused, while the others were taken."""

    code: str = Field(max_length=64, examples=["sequence_zero"])
    text_id: str = Field(max_length=300)
    text_en: str = Field(max_length=300)

    @classmethod
    def of(cls, code: str, sentence: Text) -> "RowError":
        """The code with its sentence in both languages."""
        return cls(code=code, text_id=sentence.id, text_en=sentence.en)
