"""Who and what appears in the story: officers, their accounts, and what was planned for each."""

from dataclasses import dataclass, field
from enum import StrEnum
from random import Random
from typing import Any

from local.story.stage import Actor, Stage

PLATFORMS = ("instagram", "x", "facebook")
INVITED, ACCEPTING, FAILING = 120, 90, 5


class Plan(StrEnum):
    """What an account's history is made to look like."""

    NATURAL = "natural"
    SMALL = "small"
    BOUGHT = "bought"
    NEW = "new"
    FOLLOWED = "followed"
    """Colleagues follow each other after a training."""
    DIPPED = "dipped"
    """The platform counts too few in one week."""


@dataclass
class Account:
    """One account of an officer."""

    platform: str
    handle: str
    plan: Plan
    id: str = ""
    url: str = ""
    decision: str = ""
    badge_id: str = ""


@dataclass
class Officer:
    """Somebody who accepts the invitation."""

    actor: Actor
    number: str = field(repr=False)
    category: str
    enrolment_code: str = field(repr=False)
    name: str = field(default="", repr=False)
    """What the institution may see; empty for those who keep it to themselves."""

    id: str = ""
    label: str = ""
    """The number of their place in the training, as they tell it to the trainer."""

    passed: bool = True
    left: bool = False
    accounts: list[Account] = field(default_factory=list)


@dataclass
class Play:
    """One performance: the stage, the dice, and everything that came of earlier steps."""

    stage: Stage
    dice: Random
    institution: str = "klpd:K65"
    officers: list[Officer] = field(default_factory=list)
    numbers: set[str] = field(default_factory=set, repr=False)
    collector: Actor | None = None
    week: str = ""
    verdicts: dict[str, Any] = field(default_factory=dict)
    """The latest on each account that was told, by its id."""

    mark: str = ""
    """In every handle: no two performances on a stack have the same."""

    invented_handles: int = 0
    places: dict[str, str] = field(default_factory=dict)
    message: dict[str, Any] = field(default_factory=dict)

    @property
    def accounts(self) -> list[Account]:
        """All accounts, in the order of their officers."""
        return [account for officer in self.officers for account in officer.accounts]

    def owner(self, account: Account) -> Officer:
        """Whose account it is."""
        return next(officer for officer in self.officers if account in officer.accounts)

    def deserving(self) -> list[Account]:
        """Accounts that meet every condition for a badge."""
        return [
            account
            for officer in self.officers
            for account in officer.accounts
            if officer.passed and account.decision == "eligible"
        ]
