"""The wire format."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BeforeValidator, Field

from registry.accounts.account.rules.lifecycle import AccountState
from registry.accounts.account.rules.platforms import PlatformName
from registry.accounts.account.tables import Account
from shared.faults import fault
from shared.language import Text
from shared.wire import BilingualText, Wire

Address = Annotated[str, Field(min_length=1, max_length=2048)]


def _plainly(value: object) -> object:
    """Only ``true`` is consent: not ``1``, not ``"true"``."""
    if value is True:
        return value
    raise fault("not_true")


_INSTRUCTIONS = Text(
    "Tempel kode ini di bio profil Anda, simpan, lalu kirim bukti. Setelah akun tertaut, kode"
    " boleh dihapus. Kode berlaku 24 jam dan lima kali pembacaan.",
    "Put this code into your profile's bio, save it, then send the proof. Once the account is"
    " linked you may delete it. The code serves 24 hours and five readings.",
)


class RegisterAccount(Wire):
    """An account to be disclosed as one's own."""

    url: Address = Field(
        description="Address of the profile, in any spelling.",
        examples=["https://www.instagram.com/contoh.resmi"],
    )
    consent: Annotated[Literal[True], BeforeValidator(_plainly)] = Field(
        description="This account may be observed and shown publicly as official."
    )


class AccountOut(Wire):
    """An account in its canonical form."""

    id: UUID
    platform: PlatformName
    handle: str = Field(max_length=100, examples=["contoh.resmi"])
    url: str = Field(max_length=200, examples=["https://www.instagram.com/contoh.resmi"])
    state: AccountState
    version: int = Field(ge=1, description="For If-Match, in quotation marks.")
    linked_at: datetime | None

    @classmethod
    def of(cls, row: Account) -> "AccountOut":
        """Copy the row onto the wire."""
        return cls(
            id=row.id,
            platform=PlatformName(row.platform),
            handle=row.handle,
            url=row.url,
            state=AccountState(row.state),
            version=row.version,
            linked_at=row.linked_at,
        )


class ChallengeOut(Wire):
    """A code to put into the profile. It is shown this once."""

    code: str = Field(max_length=24, examples=["GPR-7Q2M-9KX4-0VAB"])
    expires_at: datetime
    instructions: BilingualText

    @classmethod
    def of(cls, code: str, expires_at: datetime) -> "ChallengeOut":
        """The code with what to do with it."""
        instructions = BilingualText(id=_INSTRUCTIONS.id, en=_INSTRUCTIONS.en)
        return cls(code=code, expires_at=expires_at, instructions=instructions)
