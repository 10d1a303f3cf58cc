"""The wire format of who is still missing."""

from pydantic import Field

from content.quorum.rules import Missing, Wanted
from shared.language import Text
from shared.wire import InstitutionCode, Wire

SENTENCES = {
    Wanted.ANOTHER_PERSON: Text(
        "Perlu persetujuan satu orang lagi, bukan penulisnya.",
        "Needs one more person, no author of it.",
    ),
    Wanted.ANOTHER_INSTITUTION: Text(
        "Perlu persetujuan seseorang dari luar instansi penulis.",
        "Needs somebody of another institution than the author's.",
    ),
    Wanted.TARGETED_INSTITUTION: Text(
        "Perlu persetujuan seseorang dari {institution} atau di bawahnya.",
        "Needs somebody of {institution} or under it.",
    ),
}


class ClearerWanted(Wire):
    """Somebody whose clearance is still missing."""

    code: Wanted
    institution: InstitutionCode | None = Field(description="Where they sit, if it must be there.")
    text_id: str = Field(max_length=300)
    text_en: str = Field(max_length=300)

    @classmethod
    def of(cls, missing: Missing) -> "ClearerWanted":
        """What is missing, with its sentence."""
        text = SENTENCES[missing.wanted].format(institution=missing.institution)
        return cls(
            code=missing.wanted, institution=missing.institution, text_id=text.id, text_en=text.en
        )
