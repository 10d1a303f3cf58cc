"""Every spelling of an address has one canonical form, and disguises are seen through."""

import time

import pytest

from registry.accounts.account.rules.addresses import (
    AccountRef,
    Elsewhere,
    Impossible,
    Trouble,
    Unreadable,
    read_address,
    read_handle,
)
from registry.accounts.account.rules.platforms import PlatformName

INSTAGRAM = AccountRef(PlatformName.INSTAGRAM, "contoh.resmi")
X = AccountRef(PlatformName.X, "contoh_resmi")
FACEBOOK = AccountRef(PlatformName.FACEBOOK, "contoh.resmi")
NUMBERED = AccountRef(PlatformName.FACEBOOK, "100012345678901")

SPELLINGS = [
    ("https://www.instagram.com/contoh.resmi", INSTAGRAM),
    ("https://instagram.com/contoh.resmi/", INSTAGRAM),
    ("HTTP://M.INSTAGRAM.COM/Contoh.Resmi?igsh=abc#top", INSTAGRAM),
    ("www.instagram.com/@contoh.resmi", INSTAGRAM),
    ("  instagram.com/contoh.resmi/reels/ ", INSTAGRAM),
    ("//instagr.am/contoh.resmi", INSTAGRAM),
    ("https://www.instagram.com:443/contoh%2Eresmi/", INSTAGRAM),
    ("https://x.com/Contoh_Resmi", X),
    ("x.com:80/CONTOH_RESMI", X),
    ("x.com:443/contoh_resmi", X),
    ("https://x.com:/contoh_resmi", X),
    ("https://twitter.com/contoh_resmi?s=21", X),
    ("mobile.twitter.com/@contoh_resmi/with_replies", X),
    ("http://x.com:80//contoh_resmi//", X),
    ("https://X.com./contoh_resmi", X),
    ("https://x.com/XXI_Resmi", AccountRef(PlatformName.X, "xxi_resmi")),
    ("https://id-id.facebook.com/contoh.resmi", FACEBOOK),
    ("https://m.facebook.com/contoh.resmi/about", FACEBOOK),
    ("fb.com/pg/Contoh.Resmi", FACEBOOK),
    ("https://www.facebook.com/profile.php?id=100012345678901", NUMBERED),
    ("https://web.facebook.com/profile.php?sk=about&id=100012345678901#x", NUMBERED),
    ("fb.com/profile.php?id=100012345678901" + "&a=1" * 19, NUMBERED),
    ("facebook.com/100012345678901", NUMBERED),
    ("https://www.facebook.com/people/Contoh-Resmi/100012345678901/", NUMBERED),
]

TROUBLES = [
    ("", Trouble.NOT_AN_ADDRESS),
    ("bukan alamat", Trouble.NOT_AN_ADDRESS),
    ("contoh_resmi", Trouble.NOT_AN_ADDRESS),
    ("@contoh_resmi", Trouble.NOT_AN_ADDRESS),
    ("javascript:alert(1)//x.com/a", Trouble.NOT_AN_ADDRESS),
    ("mailto:a@instagram.com", Trouble.NOT_AN_ADDRESS),
    ("MAILTO:a@instagram.com", Trouble.NOT_AN_ADDRESS),
    ("x.com/contoh resmi", Trouble.NOT_AN_ADDRESS),
    ("x.com/contoh\tresmi", Trouble.NOT_AN_ADDRESS),
    ("é/contoh", Trouble.NOT_AN_ADDRESS),
    ("https://x.com:http/contoh", Trouble.NOT_AN_ADDRESS),
    ("https://x.com:123456/contoh", Trouble.NOT_AN_ADDRESS),
    ("http://[::1/a", Trouble.NOT_AN_ADDRESS),
    ("http://", Trouble.NOT_AN_ADDRESS),
    ("https://instagram.com", Trouble.NO_HANDLE),
    ("https://www.facebook.com/profile.php", Trouble.NO_HANDLE),
    ("https://www.facebook.com/profile.php?id=1&id=2", Trouble.NO_HANDLE),
    ("https://www.facebook.com/profile.php?id=%D9%A1%D9%A2", Trouble.NO_HANDLE),
    ("https://www.facebook.com/profile.php?id=&id=1", Trouble.NO_HANDLE),
    ("https://www.facebook.com/profile.php?id=1&name=%FF", Trouble.NO_HANDLE),
    ("https://www.facebook.com/profile.php?id=1" + "&a=1" * 20, Trouble.NO_HANDLE),
    ("https://instagram.com/explore", Trouble.NOT_AN_ACCOUNT),
    ("https://instagram.com/p/Cxyz123/", Trouble.NOT_AN_ACCOUNT),
    ("https://instagram.com/contoh/p/Cxyz123/", Trouble.NOT_AN_ACCOUNT),
    ("https://x.com/contoh_resmi/status/123", Trouble.NOT_AN_ACCOUNT),
    ("https://x.com/search?q=contoh", Trouble.NOT_AN_ACCOUNT),
    ("https://facebook.com/groups/contoh", Trouble.NOT_AN_ACCOUNT),
    ("https://x.com@evil.example/contoh", Trouble.DISGUISED),
    ("https://evil.example\\@x.com/contoh", Trouble.DISGUISED),
    ("https://x.com/contoh?a=\\", Trouble.DISGUISED),
    ("https://x.com/contoh?a=\x01", Trouble.DISGUISED),
    ("https://x.com/contoh?a=\ud800", Trouble.DISGUISED),
    ("https://x.com:8443/contoh", Trouble.DISGUISED),
    ("https://x.com:80/contoh", Trouble.DISGUISED),
    ("http://x.com:443/contoh", Trouble.DISGUISED),
    ("https://x.com/a%2Fb", Trouble.DISGUISED),
    ("https://x.com/a%252Fb", Trouble.DISGUISED),
    ("https://x.com/%FF%FE", Trouble.DISGUISED),
    ("https://x.com/contoh%00", Trouble.DISGUISED),
    ("x.com/" + "a" * 3000, Trouble.TOO_LONG),
]


@pytest.mark.parametrize(("address", "account"), SPELLINGS)
def test_every_spelling_names_the_same_account(address: str, account: AccountRef) -> None:
    assert read_address(address) == account


@pytest.mark.parametrize(("address", "trouble"), TROUBLES)
def test_what_names_no_account_is_said_so(address: str, trouble: Trouble) -> None:
    assert read_address(address) == Unreadable(trouble)


def test_the_words_for_troubles_stay() -> None:
    words = ["not_an_address", "too_long", "disguised", "no_handle", "not_an_account"]

    assert [*Trouble] == words


@pytest.mark.parametrize(
    ("account", "url"),
    [
        (INSTAGRAM, "https://www.instagram.com/contoh.resmi"),
        (X, "https://x.com/contoh_resmi"),
        (FACEBOOK, "https://www.facebook.com/contoh.resmi"),
        (NUMBERED, "https://www.facebook.com/profile.php?id=100012345678901"),
    ],
)
def test_every_account_has_one_address(account: AccountRef, url: str) -> None:
    assert account.url == url


def test_an_address_of_2048_characters_is_read_and_no_longer_one() -> None:
    address = "x.com/contoh_resmi?".ljust(2048, "a")

    assert read_address(address) == X
    assert read_address(address + "a") == Unreadable(Trouble.TOO_LONG)


def test_platform_and_handle_have_2048_characters_each_and_no_more() -> None:
    platform, handle = "x".ljust(2048), "contoh_resmi".ljust(2048)

    assert read_handle(platform, handle) == X
    assert read_handle(platform + " ", handle) == Unreadable(Trouble.TOO_LONG)
    assert read_handle(platform, handle + " ") == Unreadable(Trouble.TOO_LONG)


@pytest.mark.parametrize(
    "address",
    [
        "https://www.tiktok.com/@contoh",
        "komdigi.go.id",
        "https://instagram.com.evil.example/contoh",
    ],
)
def test_other_places_are_not_ours(address: str) -> None:
    assert read_address(address) == Elsewhere()


@pytest.mark.parametrize(
    "address",
    ["https://instаgram.com/contoh", "https://xn--instgram-b4a.com/contoh", "ⅹ.com/contoh"],
)
def test_a_look_alike_host_is_not_the_platform(address: str) -> None:
    assert read_address(address) == Elsewhere()


@pytest.mark.parametrize(
    "handle", ["kоmdigi", "ｋomdigi", "kom\u200bdigi", "%D0%BAomdigi", "KOM\u212a"]
)
def test_a_handle_of_look_alike_letters_cannot_exist(handle: str) -> None:
    reading = read_address(f"https://x.com/{handle}")

    assert isinstance(reading, Impossible)
    assert reading.look_alike


@pytest.mark.parametrize("handle", ["lebih_dari_dua_puluhx", "ada-strip", "titik.titik"])
def test_a_handle_the_platform_does_not_allow_cannot_exist(handle: str) -> None:
    assert read_address(f"x.com/{handle}") == Impossible(PlatformName.X, handle, look_alike=False)


@pytest.mark.parametrize(
    ("platform", "handle", "account"),
    [
        ("Twitter", "@Contoh_Resmi", X),
        ("x", " contoh_resmi ", X),
        ("IG", "contoh.resmi", INSTAGRAM),
        ("facebook", "100012345678901", NUMBERED),
    ],
)
def test_platform_and_handle_may_be_given_apart(
    platform: str, handle: str, account: AccountRef
) -> None:
    assert read_handle(platform, handle) == account


@pytest.mark.parametrize(
    ("handle", "trouble"),
    [
        ("", Trouble.NO_HANDLE),
        (" @ ", Trouble.NO_HANDLE),
        ("a" * 101, Trouble.TOO_LONG),
        ("contoh\0", Trouble.DISGUISED),
        ("contoh\ud800", Trouble.DISGUISED),
        ("explore", Trouble.NOT_AN_ACCOUNT),
        ("contoh resmi", Trouble.NOT_AN_ACCOUNT),
        *((f"contoh{sign}resmi", Trouble.NOT_AN_ACCOUNT) for sign in "/?#\\%"),
        ("...", Trouble.NOT_AN_ACCOUNT),
    ],
)
def test_a_handle_that_names_no_account_is_said_so(handle: str, trouble: Trouble) -> None:
    assert read_handle("x", handle) == Unreadable(trouble)


@pytest.mark.parametrize(
    ("platform", "handle"),
    [("x", "a" * 100), ("x", "a-b"), ("facebook", "0123"), ("facebook", "a~b")],
)
def test_a_handle_no_platform_gives_is_impossible(platform: str, handle: str) -> None:
    impossible = Impossible(PlatformName(platform), handle, look_alike=False)

    assert read_handle(platform, handle) == impossible


@pytest.mark.parametrize("handle", ["a-b", "a_b", "a" * 51])
def test_what_facebook_may_still_lead_on_is_never_called_impossible(handle: str) -> None:
    assert read_handle("facebook", handle) == Unreadable(Trouble.NOT_AN_ACCOUNT)


def test_an_unknown_platform_is_said_so() -> None:
    assert read_handle("friendster", "contoh") == Elsewhere()


def test_facebook_compares_names_without_their_dots() -> None:
    with_dots, without = read_address("fb.com/con.toh.resmi"), read_address("fb.com/contohresmi")

    assert isinstance(with_dots, AccountRef)
    assert isinstance(without, AccountRef)
    assert with_dots.key == without.key == "contohresmi"
    assert with_dots.handle == "con.toh.resmi"


@pytest.mark.parametrize("handle", ["con..tohresmi", ".contohresmi", "contohresmi.", "..c.."])
def test_facebook_ignores_dots_wherever_they_stand(handle: str) -> None:
    reading = read_address(f"https://www.facebook.com/{handle}")

    assert reading == AccountRef(PlatformName.FACEBOOK, handle)


@pytest.mark.parametrize(
    "address",
    ["x.com/" + "%25" * 600, "a." * 1000, "x.com/" + "/" * 2000, "fb.com/people/" + "a/" * 900],
)
def test_long_nonsense_is_read_in_no_time(address: str) -> None:
    started = time.process_time()

    for _ in range(10):
        read_address(address)

    assert time.process_time() - started < 1
