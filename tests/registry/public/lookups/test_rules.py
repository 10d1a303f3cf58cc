"""What the public hears of an account."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from registry.accounts.account.rules.addresses import AccountRef, Elsewhere, Impossible
from registry.accounts.account.rules.lifecycle import AccountState
from registry.accounts.account.rules.platforms import PlatformName
from registry.badges.badge.rules import BadgeState, PublicBadge, PublicState
from registry.public.lookups.rules import Finding, finding, finding_without_asking

NOON = datetime(2026, 2, 2, 12, tzinfo=UTC)
ASKED = AccountRef(PlatformName.FACEBOOK, "a.b")
BADGE = PublicBadge(
    id=UUID(int=1),
    platform="facebook",
    handle="ab",
    handle_key="ab",
    state=BadgeState.ACTIVE,
    account_state=AccountState.LINKED,
    valid_from=NOON - timedelta(days=1),
    valid_until=NOON + timedelta(days=1),
    institution="Kementerian Uji",
    codes={"klpd": "K00001"},
)


def test_an_active_badge_makes_the_account_official_under_its_own_spelling() -> None:
    found = finding(ASKED, BADGE, NOON)

    assert found == Finding(PublicState.ACTIVE, "facebook", "ab", BADGE)
    assert found.official


def test_a_paused_badge_is_shown_and_is_not_official() -> None:
    paused = replace(BADGE, state=BadgeState.SUSPENDED)

    found = finding(ASKED, paused, NOON)

    assert found == Finding(PublicState.PAUSED, "facebook", "ab", paused)
    assert not found.official


@pytest.mark.parametrize("state", [BadgeState.EXPIRED, BadgeState.RETURNED])
def test_of_an_ended_badge_only_the_end_is_told(state: BadgeState) -> None:
    found = finding(ASKED, replace(BADGE, state=state), NOON)

    assert found == Finding(PublicState.ENDED, "facebook", "ab", None)
    assert not found.official


def test_a_badge_past_its_date_has_ended_before_any_job_says_so() -> None:
    assert finding(ASKED, BADGE, NOON + timedelta(days=1)).state is PublicState.ENDED


def test_an_account_without_a_badge_never_had_one_and_keeps_the_spelling_asked() -> None:
    found = finding(ASKED, None, NOON)

    assert found == Finding(PublicState.NEVER, "facebook", "a.b", None)
    assert not found.official


def test_a_name_no_account_can_have_is_never_official() -> None:
    found = finding_without_asking(Impossible(PlatformName.X, "соntoh", look_alike=True))

    assert found == Finding(PublicState.NEVER, "x", "соntoh")


def test_an_address_elsewhere_is_of_an_unknown_platform() -> None:
    assert finding_without_asking(Elsewhere()) == Finding(PublicState.UNKNOWN_PLATFORM, None, None)
