"""What screening can find, and which findings only ask people to look."""

from dataclasses import dataclass
from enum import StrEnum


class Finding(StrEnum):
    """What was found. The values are part of the API."""

    EVIDENCE_MISSING = "evidence_missing"
    CIVIL_SERVICE_NUMBER = "civil_service_number"
    IDENTITY_NUMBER = "identity_number"
    DECEPTIVE_CHARACTER = "deceptive_character"
    DECEPTIVE_LINK = "deceptive_link"
    SHORTENED_LINK = "shortened_link"
    PRIVATE_ACCOUNT = "private_account"
    CALL_AGAINST_PERSON = "call_against_person"
    BALLOT_NUMBER = "ballot_number"
    VOTE_CALL = "vote_call"
    CANDIDATE = "candidate"
    POLITICAL_PARTY = "political_party"
    OFFICEHOLDER_PRAISE = "officeholder_praise"
    CHAT_LINK = "chat_link"
    MOBILE_NUMBER = "mobile_number"
    EMAIL_ADDRESS = "email_address"
    ACCOUNT_TO_CHECK = "account_to_check"
    PERSON_NAMED = "person_named"
    CALL_TO_CHECK = "call_to_check"
    POLITICAL_TERM = "political_term"
    PRAISE_TO_CHECK = "praise_to_check"


FLAGS = frozenset(
    {
        Finding.CHAT_LINK,
        Finding.MOBILE_NUMBER,
        Finding.EMAIL_ADDRESS,
        Finding.ACCOUNT_TO_CHECK,
        Finding.PERSON_NAMED,
        Finding.CALL_TO_CHECK,
        Finding.POLITICAL_TERM,
        Finding.PRAISE_TO_CHECK,
    }
)
"""Shown to those who clear, without blocking: in other contexts the same words are innocent."""


QUOTED = {
    Finding.CALL_AGAINST_PERSON: Finding.CALL_TO_CHECK,
    Finding.BALLOT_NUMBER: Finding.POLITICAL_TERM,
    Finding.VOTE_CALL: Finding.POLITICAL_TERM,
    Finding.CANDIDATE: Finding.POLITICAL_TERM,
    Finding.POLITICAL_PARTY: Finding.POLITICAL_TERM,
    Finding.OFFICEHOLDER_PRAISE: Finding.PRAISE_TO_CHECK,
}
"""What words come to in the address of a source: fact checks carry the hoax in their addresses."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found in one text. ``words`` never hold a number, a handle or a name."""

    finding: Finding
    rule: str = ""
    """List, version and entry, when a list said so."""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in a message something was found."""

    pointer: str
    finding: Finding
    rule: str = ""
    words: str = ""

    @property
    def blocks(self) -> bool:
        """Whether the message cannot be submitted like this."""
        return self.finding not in FLAGS
