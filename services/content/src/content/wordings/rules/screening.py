"""Screening before a message is submitted: sources, no person by accident, no election.

What surely must not go out blocks, with the words, the place, the rule and what to do. What may be
innocent is only flagged, for the people who clear. What goes out unread must be wholly clean.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from content.wordings.rules.accounts import account_in_link, accounts_in_prose, is_on_a_platform
from content.wordings.rules.destinations import destination, words_of, words_of_source
from content.wordings.rules.findings import FLAGS, Finding, Hit, Spot
from content.wordings.rules.lists import hits, read
from content.wordings.rules.wording import Wording
from shared.writing import letters
from shared.writing.characters import unfit
from shared.writing.digits import Window, spoken, windows
from shared.writing.links import LinkFault, read_link, unmasked
from shared.writing.personal import PersonalNumber, numbers_in_prose, personal_numbers

__all__ = ["FLAGS", "Finding", "Spot", "screen"]

_LINK = re.compile(
    r"(?i)(?:https?://|www\.)[^\s<>\"]+|(?<![\w@.-])(?:[a-z0-9-]+\.)+"
    r"(?:id|com|org|net|info|me|be|ly|gl|am|co|io|tv|app|dev|xyz|site|online|link|page|example)"
    r"/[^\s<>\"]*"
)
"""Without a scheme only under the endings people meet: ``No.SK/12`` is no link."""

_CUT = " xxxx "
"""Stands where a link stood: letters, so that digits before and after are not read as one."""

_BETWEEN_DIGITS = re.compile(r"(?i)(?<=\d)\s*(?:[a-z]|dan|and|lalu|terus|kemudian|then)\s*(?=\d)")
"""Both numbers have so firm a structure that a word between their parts hides nothing."""

_SEAM = 100
"""How much of a field is read together with the next one."""

_MOBILE = re.compile(r"(?<![\d.])(?:\+?62|0)[ \-.]?8\d{1,3}(?:[ \-.]?\d{3,4}){2}(?!\d)")
_MOBILE_DIGITS = re.compile(r"(?:0|62)8[1-9]\d{7,10}")
_MOBILE_LENGTHS = range(10, 15)
_MAIL_APART = re.compile(
    r"(?i)(?:@|[(\[{]\s*at\s*[)\]}]|\bat\b)\s*"
    r"(?:gmail|yahoo|ymail|outlook|hotmail|icloud|proton(?:mail)?|live)\s*\.?\s*(?:com|co|id|me)\b"
)
_MARKUP = re.compile(r"(?i)</?[a-z]{1,6}[^<>]{0,40}>|&#?\w{1,8};")
"""Messages are plain text: what looks like markup only keeps digits apart."""
_EMAIL = re.compile(r"(?<![\w.+\-])[\w.+\-]{1,64}@([\w\-]+(?:\.[\w\-]+)+)")
_FINDINGS = {
    PersonalNumber.AT_WORK: Finding.CIVIL_SERVICE_NUMBER,
    PersonalNumber.OF_A_RESIDENT: Finding.IDENTITY_NUMBER,
}
_MISLEADING = {
    LinkFault.DISGUISED,
    LinkFault.HOST_IS_A_NUMBER,
    LinkFault.CARRIES_A_SECRET,
}


@lru_cache(maxsize=16)
def screen(wording: Wording) -> tuple[Spot, ...]:
    """Everything found, in reading order; each with a JSON pointer into the message.

    The last few are kept, at most 4 MB: who submits or clears reads the same words again.
    """
    prose = {"/title": wording.title, "/summary": wording.summary, "/body": wording.body}
    prose |= {f"/evidence/{i}/title": e.title for i, e in enumerate(wording.evidence)}
    spots = [spot for pointer, text in prose.items() for spot in _spots(pointer, _in_prose(text))]
    spots += _over_the_seams(prose)
    for i, source in enumerate(wording.evidence):
        spots += _spots(f"/evidence/{i}/url", _in_link(source.url, words_of_source))
    if not wording.evidence:
        spots.append(Spot("/evidence", Finding.EVIDENCE_MISSING))
    return tuple(spots)


def _over_the_seams(prose: dict[str, str]) -> Iterator[Spot]:
    """Numbers that begin in one field and end in the next, which show one below the other."""
    last = ""
    for pointer, text in prose.items():
        bare = _LINK.sub(_CUT, text)
        head = bare[:_SEAM]
        apart = Counter([*personal_numbers(last), *personal_numbers(head)])
        for number in Counter(personal_numbers(f"{last} {head}")) - apart:
            yield Spot(pointer, _FINDINGS[number])
        last = f"{last} {bare}"[-_SEAM:]


def _spots(pointer: str, found: Iterable[Hit]) -> list[Spot]:
    """The first of each rule in a text: whoever mends it looks at the whole passage anyway."""
    first: dict[tuple[Finding, str], Hit] = {}
    for hit in found:
        first.setdefault((hit.finding, hit.rule), hit)
    return [Spot(pointer, hit.finding, hit.rule, hit.words) for hit in first.values()]


def _in_prose(text: str) -> Iterator[Hit]:
    """In prose any 18 or 16 digits in one piece are suspect too; a link is judged as a link."""
    links = dict.fromkeys(link.rstrip(".,;:!?)") for link in _LINK.findall(text))
    bare = _MARKUP.sub(" ", _LINK.sub(_CUT, text))
    told = _BETWEEN_DIGITS.sub(" ", spoken(bare))
    for number in (*numbers_in_prose(bare), *(personal_numbers(told) if told != bare else ())):
        yield Hit(_FINDINGS[number])
    if unfit(text):
        yield Hit(Finding.DECEPTIVE_CHARACTER)
    yield from _contacts(unicodedata.normalize("NFKC", bare))
    yield from _in_words(bare)
    for link in links:
        yield from _in_link(link)


def _in_words(bare: str) -> Iterator[Hit]:
    yield from accounts_in_prose(letters.plain(bare))
    readings = (bare, letters.mended(bare), letters.parted(bare), letters.joined(bare))
    for words in dict.fromkeys(map(letters.words, readings)):
        yield from hits(words)
    yield from _persons(bare)


def _in_link(link: str, said: Callable[[str], Iterator[Hit]] = words_of) -> Iterator[Hit]:
    """Links carry long ids of posts, so here only what has the structure of a number counts."""
    for number in personal_numbers(unmasked(link)):
        if number is PersonalNumber.AT_WORK or not is_on_a_platform(link):
            yield Hit(_FINDINGS[number])
    if unfit(link):
        yield Hit(Finding.DECEPTIVE_CHARACTER)
    address = link.partition("://")[2] or link
    if read_link(f"https://{address}") in _MISLEADING:
        yield Hit(Finding.DECEPTIVE_LINK)
    yield from destination(address)
    yield from said(address)
    yield from account_in_link(letters.plain(link))


def _contacts(text: str) -> Iterator[Hit]:
    """Mobile numbers and addresses outside the government's domains."""
    if _MOBILE.search(text) or any(map(_is_mobile, windows(text, _MOBILE_LENGTHS))):
        yield Hit(Finding.MOBILE_NUMBER)
    if _MAIL_APART.search(text):
        yield Hit(Finding.EMAIL_ADDRESS)
    domains = (match[1].lower() for match in _EMAIL.finditer(text))
    if any(not f".{domain}".endswith(".go.id") for domain in domains):
        yield Hit(Finding.EMAIL_ADDRESS)


def _is_mobile(window: Window) -> bool:
    """Hours of a timetable begin with ``08.`` too: their first group is short and not alone."""
    first, *others = map(len, window.groups)
    cut_like_one = first != len("08") or window.digits.startswith("62")
    alike = not others or first > 1 or max(others) == 1
    return window.whole and cut_like_one and alike and bool(_MOBILE_DIGITS.fullmatch(window.digits))


def _persons(text: str) -> Iterator[Hit]:
    """A form of address before a capitalised word that is no office, place or thing."""
    listed = read("persons")
    addressed = re.compile(rf"(?<!\w)(?:{listed['address']})\s+([A-Z][a-z]+)")
    names = (match[1] for match in addressed.finditer(text))
    if any(name not in listed["no_names"] for name in names):
        yield Hit(Finding.PERSON_NAMED, f"persons@{listed['version']}")
