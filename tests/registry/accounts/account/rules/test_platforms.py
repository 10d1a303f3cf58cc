"""What is known of each platform, word for word: a forgotten one reads as somebody's account."""

import pytest

from registry.accounts.account.rules.addresses import AccountRef, Trouble, Unreadable, read_address
from registry.accounts.account.rules.platforms import (
    BY_NAME,
    FACEBOOK,
    INSTAGRAM,
    PLATFORMS,
    Platform,
    X,
    platform_at,
    platform_called,
    shows_no_profile,
)

EVERYWHERE = (
    "about account accounts ads api app apps auth blog careers contact cookies developer developers"
    " directory download explore features help home index.php jobs legal login logout messages"
    " notifications oauth policies policy press privacy profile robots.txt search security"
    " settings share signup status support terms tos"
)
OWN_PAGES: dict[str, str] = {
    "instagram": "p reel reels tv stories highlights s direct web challenge emails lite igtv _u _n",
    "x": (
        "i intent hashtag compose lists bookmarks communities topics moments who_to_follow"
        " logged_out personalization sessions statuses"
    ),
    "facebook": (
        "groups events watch reel reels marketplace gaming stories story.php photo photo.php photos"
        " permalink.php people pages pg sharer sharer.php hashtag dialog plugins media posts videos"
        " friends fundraisers l.php recover reg video.php bookmarks profile.php public notes"
        " login.php home.php share.php event.php group.php like.php likes.php me p e g v business"
        " adsmanager checkpoint messenger memories saved sale weather places local latest page"
        " tr ajax campaign feeds games identity live nearby offers onthisday requests shops"
        " story timeline mobile overview creatorstudio events_manager billing_hub pages_feed group"
        " event like video photo"
    ),
}
PAGES = [(p.profile, page) for p in PLATFORMS for page in EVERYWHERE.split()]
PAGES += [(p.profile, page) for p in PLATFORMS for page in OWN_PAGES[p.name].split()]
NUMBERED = {"https://www.facebook.com/profile.php"}


@pytest.mark.parametrize(("profile", "page"), PAGES)
def test_a_page_of_the_platform_is_nobodys_account(profile: str, page: str) -> None:
    address = profile.format(handle=page)
    trouble = Trouble.NO_HANDLE if address in NUMBERED else Trouble.NOT_AN_ACCOUNT

    assert read_address(address) == Unreadable(trouble)


def test_the_platforms_are_known_by_their_names_in_the_api() -> None:
    assert [(p.name.value, p.title) for p in PLATFORMS] == [
        ("instagram", "Instagram"),
        ("x", "X"),
        ("facebook", "Facebook"),
    ]
    assert {name: platform.name for name, platform in BY_NAME.items()} == {
        "instagram": "instagram",
        "x": "x",
        "facebook": "facebook",
    }


@pytest.mark.parametrize(
    ("platform", "names"),
    [
        (INSTAGRAM, "instagram ig insta instagram.com Instagram"),
        (X, "x twitter x.com twitter.com TWITTER"),
        (FACEBOOK, "facebook fb meta facebook.com Fb"),
    ],
)
def test_callers_use_other_names_too(platform: Platform, names: str) -> None:
    assert all(platform_called(f" {name} ") is platform for name in names.split())


LEADING = [
    (INSTAGRAM, "instagram.com instagr.am www.instagram.com m.instagram.com"),
    (INSTAGRAM, "mobile.instagram.com i.instagram.com"),
    (X, "x.com twitter.com www.x.com m.twitter.com mobile.twitter.com"),
    (FACEBOOK, "facebook.com fb.com fb.me www.fb.com m.fb.com mobile.fb.com web.facebook.com"),
    (FACEBOOK, "mbasic.facebook.com touch.facebook.com id-id.facebook.com en-gb.facebook.com"),
    (FACEBOOK, "free.facebook.com 0.facebook.com d.facebook.com business.facebook.com"),
]


@pytest.mark.parametrize(("platform", "hosts"), LEADING)
def test_these_hosts_lead_to_the_platform(platform: Platform, hosts: str) -> None:
    assert all(platform_at(host) is platform for host in hosts.split())


@pytest.mark.parametrize(
    "host",
    [
        *("help.instagram.com", "www.m.x.com", "wwwx.com", "ids.facebook.com"),
        *("id.facebook.com", "notx.com", "x.co", "x.com.evil.example", "evil-facebook.com"),
    ],
)
def test_no_other_host_does(host: str) -> None:
    assert platform_at(host) is None


@pytest.mark.parametrize(
    ("host", "own"),
    [
        *(("l.facebook.com", True), ("help.x.com", True), ("t.co", True), ("www.bit.ly", True)),
        *(("notx.com", False), ("x.com.id", False), ("bit.ly.id", False), ("notbit.ly", False)),
    ],
)
def test_a_host_that_shows_no_profile_is_known(host: str, own: bool) -> None:
    assert shows_no_profile(host) is own


SHAPES = [
    (INSTAGRAM, ["a", "a" * 30, "a.b", "_a_", "9", "a_9.z"], ["a" * 31, ".a", "a.", "a..b", "a-b"]),
    (X, ["a", "a" * 20, "_9_"], ["a" * 21, "a.b", "a-b"]),
    (FACEBOOK, ["a", "a" * 50, "9a"], ["a" * 51, "a.b", "a_b", "0123"]),
]


@pytest.mark.parametrize(("platform", "good", "bad"), SHAPES)
def test_a_handle_has_the_shape_its_platform_allows(
    platform: Platform, good: list[str], bad: list[str]
) -> None:
    assert [handle for handle in good if not platform.handle.fullmatch(handle)] == []
    assert [handle for handle in bad if platform.handle.fullmatch(handle)] == []


@pytest.mark.parametrize(
    ("number", "is_one"),
    [("1", True), ("9" * 20, True), ("9" * 21, False), ("0", False), ("012", False)],
)
def test_a_facebook_number_has_up_to_20_digits_and_no_zero_before(
    number: str, is_one: bool
) -> None:
    account = AccountRef(FACEBOOK.name, number)

    assert (read_address(f"fb.com/profile.php?id={number}") == account) is is_one


@pytest.mark.parametrize(
    ("platform", "tabs"),
    [
        (INSTAGRAM, "reels tagged channel guides followers following profilecard igtv"),
        (X, "with_replies media likes highlights articles followers following about photo"),
        (X, "lists verified_followers header_photo"),
        (FACEBOOK, "about photos videos reels posts friends followers mentions community"),
        (FACEBOOK, "photos_stream about_profile_transparency reviews events likes"),
    ],
)
def test_a_tab_of_a_profile_names_its_account(platform: Platform, tabs: str) -> None:
    account = AccountRef(platform.name, "contoh")

    for tab in tabs.split():
        assert read_address(f"{account.url}/{tab}") == account


@pytest.mark.parametrize("way", ["people/Contoh-Resmi/12345", "pages/Contoh/12345", "12345"])
def test_a_facebook_number_is_read_wherever_it_stands(way: str) -> None:
    account = AccountRef(FACEBOOK.name, "12345")

    assert read_address(f"https://facebook.com/{way}") == account
    assert account.url == "https://www.facebook.com/profile.php?id=12345"


def test_the_canonical_addresses() -> None:
    assert [AccountRef(platform.name, "contoh").url for platform in PLATFORMS] == [
        "https://www.instagram.com/contoh",
        "https://x.com/contoh",
        "https://www.facebook.com/contoh",
    ]


def test_only_facebook_ignores_dots_when_it_compares() -> None:
    assert [AccountRef(platform.name, "a.b").key for platform in PLATFORMS] == ["a.b", "a.b", "ab"]
