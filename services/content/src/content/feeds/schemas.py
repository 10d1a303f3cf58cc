"""The wire format of feeds: JSON Feed 1.1 and Atom (RFC 4287)."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Literal
from uuid import UUID
from xml.etree import ElementTree

from pydantic import ConfigDict, Field

from content.publications.rules import PublicState, language_of, stamp
from content.publications.schemas import TITLES, headline_of, retraction_of, state_of
from content.publications.service import page_url
from content.publications.tables import Publication
from content.wordings.rules.wording import Channel, Kind, Tongue
from content.wordings.schemas import EvidenceOut
from shared.language import Text
from shared.wire import InstitutionCode, Wire
from shared.writing.characters import carried

JSON_FEED = "application/feed+json"
ATOM = "application/atom+xml"
_ATOM = "http://www.w3.org/2005/Atom"
EPOCH = datetime.fromtimestamp(0, UTC)


class FeedAuthor(Wire):
    """An institution, never a person."""

    name: str = Field(max_length=200)


class FeedExtension(Wire):
    """What JSON Feed has no member for (its extensions begin with an underscore)."""

    message_id: UUID
    institution: InstitutionCode
    kind: Kind
    status: PublicState
    disclosure_label: str = Field(max_length=400)
    version: int
    expires_at: datetime
    evidence: list[EvidenceOut] = Field(max_length=20)


class FeedItem(Wire):
    """A message; withdrawn, the item keeps its id and gets the reason as its text."""

    model_config = ConfigDict(populate_by_name=True, serialize_by_alias=True)

    id: str = Field(max_length=64)
    url: str = Field(max_length=300)
    title: str = Field(max_length=250)
    summary: str = Field(max_length=250)
    content_text: str = Field(max_length=21_000)
    date_published: datetime
    date_modified: datetime
    authors: list[FeedAuthor] = Field(max_length=1)
    tags: list[str] = Field(max_length=2)
    language: Tongue
    lencana: FeedExtension = Field(alias="_lencana")

    @classmethod
    def of(cls, publication: Publication, *, site: str, now: datetime) -> "FeedItem":
        """The item of a publication; the label comes first, so that no reader drops it."""
        title, summary, text = told(publication)
        return cls(
            id=f"urn:uuid:{publication.message_id}",
            url=page_url(site, publication.message_id),
            title=title,
            summary=summary,
            content_text=text,
            date_published=publication.released_at,
            date_modified=publication.updated_at,
            authors=[FeedAuthor(name=publication.institution_name)],
            tags=[publication.kind],
            language=publication.language,
            lencana=FeedExtension(
                message_id=publication.message_id,
                institution=publication.institution,
                kind=publication.kind,
                status=state_of(publication, now),
                disclosure_label=publication.label,
                version=publication.version,
                expires_at=publication.expires_at,
                evidence=[EvidenceOut.model_validate(source) for source in publication.evidence],
            ),
        )


MARK, BEFORE = Text("DITARIK", "WITHDRAWN"), Text("Ditarik", "Withdrawn")


def told(publication: Publication) -> tuple[str, str, str]:
    """Title, summary and text of a publication in a feed."""
    retraction = retraction_of(publication)
    if retraction is None:
        sources = "\n".join(f"{e['title']}: {e['url']}" for e in publication.evidence)
        text = f"{publication.label}\n\n{publication.body}\n\n{sources}"
        return publication.title, publication.summary, text
    title = headline_of(publication)
    mark, before = (text.pick(language_of(publication.language)) for text in (MARK, BEFORE))
    return f"[{mark}] {title}", f"{before}: {retraction.reason}", f"{title}. {retraction.reason}"


class JsonFeed(Wire):
    """A page of a channel as JSON Feed 1.1."""

    version: Literal["https://jsonfeed.org/version/1.1"] = "https://jsonfeed.org/version/1.1"
    title: str = Field(max_length=200)
    home_page_url: str = Field(max_length=300)
    feed_url: str = Field(max_length=600)
    next_url: str | None = Field(None, max_length=900)
    language: Literal["id"] = "id"
    items: list[FeedItem] = Field(max_length=100)

    @classmethod
    def of(
        cls,
        channel: Channel,
        publications: Sequence[Publication],
        *,
        site: str,
        following: str | None,
        now: datetime,
    ) -> "JsonFeed":
        """The feed document; ``following`` is the query of the next page."""
        address = f"{site}/v1/feeds/{channel}.json"
        return cls(
            title=TITLES[channel],
            home_page_url=f"{site}/p",
            feed_url=address,
            next_url=f"{address}?{following}" if following else None,
            items=[FeedItem.of(p, site=site, now=now) for p in publications],
        )


def atom_feed(
    channel: Channel,
    publications: Sequence[Publication],
    *,
    site: str,
    asked: str,
    following: str | None,
) -> bytes:
    """The same page as an Atom feed, paged as in RFC 5005; ``asked`` is the query of this page."""
    address = f"{site}/v1/feeds/{channel}.atom"
    feed = ElementTree.Element("feed", {"xmlns": _ATOM, "xml:lang": "id"})
    _add(feed, "id", address)
    _add(feed, "title", TITLES[channel])
    newest = max((p.updated_at for p in publications), default=None)
    _add(feed, "updated", stamp(newest or EPOCH))
    _add(feed, "link", rel="self", type=ATOM, href=f"{address}?{asked}" if asked else address)
    _add(feed, "link", rel="alternate", type="text/html", href=f"{site}/p")
    if asked:
        _add(feed, "link", rel="first", type=ATOM, href=address)
    if following:
        _add(feed, "link", rel="next", type=ATOM, href=f"{address}?{following}")
    for publication in publications:
        _add_entry(feed, publication, site)
    document: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return document


def _add_entry(feed: ElementTree.Element, publication: Publication, site: str) -> None:
    title, summary, text = told(publication)
    entry = _add(feed, "entry")
    entry.set("xml:lang", publication.language)
    _add(entry, "id", f"urn:uuid:{publication.message_id}")
    _add(entry, "title", title)
    _add(_add(entry, "author"), "name", publication.institution_name)
    _add(entry, "published", stamp(publication.released_at))
    _add(entry, "updated", stamp(publication.updated_at))
    page = page_url(site, publication.message_id)
    _add(entry, "link", rel="alternate", type="text/html", href=page)
    _add(entry, "category", term=publication.kind)
    _add(entry, "summary", summary)
    _add(entry, "content", text).set("type", "text")


def _add(
    parent: ElementTree.Element, tag: str, text: str | None = None, **attributes: str
) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, tag, attributes)
    element.text = None if text is None else carried(text)
    return element
