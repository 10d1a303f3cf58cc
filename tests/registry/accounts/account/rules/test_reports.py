"""Addresses as people and offices write them: reports of others, and our own of each kind."""

import json
from pathlib import Path
from typing import Any

import pytest

from registry.accounts.account.rules.addresses import (
    AccountRef,
    Elsewhere,
    Impossible,
    Reading,
    Unreadable,
    read_address,
)

SHARED = Path(__file__).parents[6] / "shared" / "cases" / "2026-11-reports.jsonl"
"""Beside the checkout, where it was handed over; the rows below are always read."""

NUMBER = "100057979392160"
ACCOUNTS = [
    ("https://www.facebook.com/p/Dinas-Kesehatan-Uji-100057979392160/", f"facebook:{NUMBER}"),
    ("https://id-id.facebook.com/p/Uji%20Uji-100057979392160/?locale=id_ID", f"facebook:{NUMBER}"),
    ("https://facebook.com/p/Puskesmas-Sal%C3%A9-100057979392160", f"facebook:{NUMBER}"),
    ("https://www.facebook.com/p/Dinas-Uji-100057979392160/photos", f"facebook:{NUMBER}"),
    ("https://m.facebook.com/Dinas-Uji-Kab-Uji-100057979392160/", f"facebook:{NUMBER}"),
    ("facebook.com/Dinas-Uji-100057979392160.", f"facebook:{NUMBER}"),
    ("https://web.facebook.com/Dinas-Uji-100057979392160/about", f"facebook:{NUMBER}"),
    ("https://www.facebook.com/pages/Dinas-Uji/100057979392160/reviews", f"facebook:{NUMBER}"),
    ("https://www.facebook.com/pages/category/A/Uji-100057979392160/posts", f"facebook:{NUMBER}"),
    ("https://www.facebook.com/pages/category/A/Uji/100057979392160", f"facebook:{NUMBER}"),
    ("https://www.facebook.com/people/Dinas-Uji/100057979392160/", f"facebook:{NUMBER}"),
    ("https://www.facebook.com/people/_/100057979392160?sk=about", f"facebook:{NUMBER}"),
    ("https://www.facebook.com/profile.php/?id=100057979392160", f"facebook:{NUMBER}"),
    ("https://www.facebook.com/1000.57979392160", f"facebook:{NUMBER}"),
    ("https://www.facebook.com/#!/profile.php?id=100057979392160", f"facebook:{NUMBER}"),
    ("https://www.facebook.com/pg/uji.resmi/community/?ref=page_internal", "facebook:uji.resmi"),
    ("https://www.facebook.com/pg/Dinas-Uji-100057979392160/about/", f"facebook:{NUMBER}"),
    ("https://www.facebook.com/uji.resmi/about_profile_transparency", "facebook:uji.resmi"),
    ("https://www.facebook.com/uji.resmi/photos_albums", "facebook:uji.resmi"),
    ("https://www.facebook.com/uji...resmi.", "facebook:uji...resmi."),
    ("https://free.facebook.com/uji.resmi", "facebook:uji.resmi"),
    ("https://d.facebook.com/uji.resmi", "facebook:uji.resmi"),
    ("fb.me/uji.resmi", "facebook:uji.resmi"),
    ("https://facebook.com/#!/uji.resmi/photos", "facebook:uji.resmi"),
    ("https://facebook.com/uji.resmi,", "facebook:uji.resmi"),
    ("https://i.instagram.com/uji.resmi/", "instagram:uji.resmi"),
    ("https://mobile.instagram.com/uji.resmi", "instagram:uji.resmi"),
    ("https://instagram.com/_u/uji.resmi/", "instagram:uji.resmi"),
    ("https://www.instagram.com/stories/uji.resmi/", "instagram:uji.resmi"),
    ("https://www.instagram.com/uji.resmi.", "instagram:uji.resmi"),
    ("https://twitter.com/intent/follow?original_referer=a&screen_name=Uji_Resmi", "x:uji_resmi"),
    ("https://x.com/intent/user?screen_name=%40uji_resmi", "x:uji_resmi"),
    ("http://twitter.com/#!/uji_resmi", "x:uji_resmi"),
    ("https://x.com/uji_resmi\u2026", "x:uji_resmi"),
    ("https://x.com/uji_resmi).", "x:uji_resmi"),
    ("https://x.com/uji_resmi/header_photo", "x:uji_resmi"),
    ("https://x.com/nama_duapuluh_huruf1", "x:nama_duapuluh_huruf1"),
]
REFUSED = [
    *("https://www.facebook.com/p/", "https://www.facebook.com/p/Dinas-Uji/"),
    *("https://www.facebook.com/Dinas-Uji", "https://www.facebook.com/dinas_uji"),
    *("https://www.facebook.com/Pilkada-2024", "https://www.facebook.com/Kodim-0612345678"),
    *("https://www.facebook.com/me", "https://www.facebook.com/business"),
    *("https://m.facebook.com/home.php?_rdr", "https://www.facebook.com/loginphp"),
    *("https://www.facebook.com/LOG.IN.PHP?next=a", "https://www.facebook.com/s.hare"),
    *("https://www.facebook.com/like.php", "https://www.facebook.com/apa.pun.php"),
    *("https://l.facebook.com/l.php?u=a", "https://help.instagram.com/uji"),
    "https://www.facebook.com/login/?next=https%3A%2F%2Fwww.facebook.com%2Fuji.resmi",
    "https://www.instagram.com/accounts/login/?next=/uji.resmi/",
    *("https://www.instagram.com/_u/", "https://www.instagram.com/stories/highlights/"),
    "https://www.instagram.com/stories/uji.resmi/3141592653589793238/",
    *("https://x.com/intent/user?user_id=2", "https://x.com/intent/post?text=uji"),
    "https://x.com/intent/follow?screen_name=uji&user_id=2",
    "https://x.com/intent/follow?screen_name=uji&screen_name=lain",
    *("https://x.com/satu#!/lain", "https://x.com/#!/search/uji", "https://x.com/#!"),
]


def told(reading: Reading) -> str:
    """A reading in the words of the reports."""
    match reading:
        case AccountRef(platform, handle):
            return f"account {platform}:{handle}"
        case Unreadable():
            return "400"
        case Elsewhere():
            return "unknown_platform"
        case Impossible():
            return "never"


@pytest.mark.parametrize(("address", "account"), ACCOUNTS)
def test_an_address_as_people_write_it_names_its_account(address: str, account: str) -> None:
    assert told(read_address(address)) == f"account {account}"


@pytest.mark.parametrize("address", REFUSED)
def test_what_cannot_be_told_for_sure_is_refused(address: str) -> None:
    assert told(read_address(address)) == "400"


def reported() -> list[dict[str, Any]]:
    """Addresses in the reports; those that begin with a badge are scenes of the look-up."""
    lines = SHARED.read_text("utf-8").splitlines() if SHARED.exists() else []
    rows = [row for row in map(json.loads, lines) if row["kind"] in ("url", "handle")]
    return [row for row in rows if not row["input"].startswith("badge on")]


@pytest.mark.parametrize("row", reported(), ids=lambda row: str(row["id"]))
def test_reported_addresses_are_answered_as_expected(row: dict[str, Any]) -> None:
    expected, answer = row["expected"].split(" (")[0], told(read_address(row["input"]))

    kind = "account" if answer.startswith("account") else answer
    exact = ":" not in expected or answer in expected
    assert kind in expected, answer
    assert kind != "account" or exact, answer
