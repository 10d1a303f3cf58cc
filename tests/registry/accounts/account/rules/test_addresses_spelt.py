"""Whatever is pasted: nothing raises, what is canonical stays so, and no page is an account."""

import random
from string import printable

from hypothesis import example, given, settings
from hypothesis import strategies as st

from registry.accounts.account.rules.addresses import AccountRef, read_address, read_handle
from registry.accounts.account.rules.platforms import PLATFORMS, Platform

RESERVED = [(platform, word) for platform in PLATFORMS for word in sorted(platform.reserved)]


def misspelt(word: str, dots: str, chance: random.Random) -> str:
    """The word in mixed case, with percent signs, and with dots where those are ignored."""
    ways = [(letter.lower(), letter.upper(), f"%{ord(letter):02X}") for letter in word]
    return "".join(chance.choice(way) + dots * chance.randrange(3) for way in ways)


@given(st.sampled_from(RESERVED), st.integers(0, 2**32))
@settings(max_examples=1000, deadline=None)
def test_a_reserved_word_is_no_account_however_it_is_written(
    reserved: tuple[Platform, str], seed: int
) -> None:
    (platform, word), chance = reserved, random.Random(seed)
    ending = chance.choice(["", "/", "//", ".php", ".php/", ".PHP?a=b", "#a", "?a", "."])
    spelt = misspelt(word, platform.ignored_in_handle, chance)

    reading = read_address(f"https://{min(platform.hosts)}/{spelt}{ending}")

    assert not isinstance(reading, AccountRef)


HOSTS = [f"{prefix}{host}" for p in PLATFORMS for host in p.hosts for prefix in ("", "www.", "m.")]
ADDRESSES = st.one_of(
    st.text(max_size=80),
    st.text(alphabet=printable + "аѕ\u200b\u0130", max_size=80),
    st.builds(
        "{}{}/{}{}".format,
        st.sampled_from(["", "https://", "http://", "//", "HTTPS://"]),
        st.sampled_from(HOSTS),
        st.text(max_size=40),
        st.sampled_from(["", "/", "?a=b", "#x", "/about", ".", ".php", "-100057979392160"]),
    ),
    st.builds(
        "{}/{}{}{}".format,
        st.sampled_from(HOSTS),
        st.sampled_from(["#!/", "p/", "pages/a/", "people/a/", "_u/", "intent/user?screen_name="]),
        st.text(alphabet="abZ019._-", max_size=20),
        st.sampled_from(["", "-100057979392160", "/100057979392160", "/about"]),
    ),
)


@given(ADDRESSES)
@example("https://x.com/\ud800")
@example("http://[")
@example("https://x.com:99999999999/a")
@settings(max_examples=2000, deadline=None)
def test_reading_never_raises_and_canonical_is_a_fixed_point(address: str) -> None:
    reading = read_address(address)

    if isinstance(reading, AccountRef):
        assert read_address(reading.url) == reading
        assert read_handle(reading.platform, reading.handle) == reading
        assert reading.url.isascii()


@given(st.sampled_from(PLATFORMS), st.text(alphabet="abcXYZ019._", min_size=1, max_size=20))
@settings(max_examples=500, deadline=None)
def test_case_hosts_and_slashes_do_not_matter(platform: Platform, handle: str) -> None:
    host = min(platform.hosts)

    plain = read_address(f"https://{host}/{handle}")

    assert read_address(f"HTTP://WWW.{host.upper()}/@{handle.upper()}/?utm=1#a") == plain
