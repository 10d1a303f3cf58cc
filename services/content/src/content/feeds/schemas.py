"""The wire format of what is published: JSON, JSON Feed 1.1 and Atom (RFC 4287)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID
from xml.etree import ElementTree

from pydantic import ConfigDict, Field

from content.feeds.rules import PublicState, public_state
from content.feeds.service import page_url
from content.feeds.tables import Publication
from content.messages.rules.wording import Channel, Kind, Tongue
from content.messages.schemas import Evidence
from shared.wire import InstitutionCode, Wire

JSON_FEED = "application/feed+json"
ATOM = "application/atom+xml"
_ATOM = "http://www.w3.org/2005/Atom"
TITLES = {Channel.BAGIMU_NEGERI: "Bagimu Negeri: kabar resmi dari pemerintah"}


class Publisher(Wire):
    """The institution that speaks, as it was called at the release."""

    code: InstitutionCode
    name: str = Field(max_length=200)


class Retraction(Wire):
    """Why and when a message was taken back."""

    at: datetime
    reason: str = Field(max_length=200)


class PublicMessage(Wire):
    """A released message; once withdrawn, its title and the reason without the words."""

    message_id: UUID
    state: PublicState
    institution: Publisher
    kind: Kind
    channel: Channel
    language: Tongue
    title: str = Field(max_length=200)
    summary: str = Field(max_length=200)
    body: str = Field(max_length=20_000, description="Plain text; an empty line ends a paragraph.")
    evidence: list[Evidence] = Field(max_length=20)
    disclosure_label: str = Field(
        max_length=400, description="Belongs on every copy: it says who speaks."
    )
    url: str = Field(max_length=300, description="The page anybody can check it at.")
    version: int
    released_at: datetime
    updated_at: datetime
    expires_at: datetime
    withdrawal: Retraction | None

    @classmethod
    def of(cls, publication: Publication, *, site: str, now: datetime) -> "PublicMessage":
        """What anybody may know of a publication."""
        return cls(
            message_id=publication.message_id,
            state=state_of(publication, now),
            institution=Publisher(code=publication.institution, name=publication.institution_name),
            kind=Kind(publication.kind),
            channel=Channel(publication.channel),
            language=Tongue(publication.language),
            title=publication.title,
            summary=publication.summary,
            body=publication.body,
            evidence=[Evidence.model_validate(source) for source in publication.evidence],
            disclosure_label=publication.label,
            url=page_url(site, publication.message_id),
            version=publication.version,
            released_at=publication.released_at,
            updated_at=publication.updated_at,
            expires_at=publication.expires_at,
            withdrawal=retraction_of(publication),
        )


def state_of(publication: Publication, now: datetime) -> PublicState:
    """Where a publication stands at a moment."""
    return public_state(
        withdrawn_at=publication.withdrawn_at, expires_at=publication.expires_at, now=now
    )


def retraction_of(publication: Publication) -> Retraction | None:
    """The reason of a withdrawal, if there was one."""
    if publication.withdrawn_at is None:
        return None
    return Retraction(at=publication.withdrawn_at, reason=publication.withdrawal_reason or "")


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
    evidence: list[Evidence] = Field(max_length=20)


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
            language=Tongue(publication.language),
            lencana=FeedExtension(
                message_id=publication.message_id,
                institution=publication.institution,
                kind=Kind(publication.kind),
                status=state_of(publication, now),
                disclosure_label=publication.label,
                version=publication.version,
                expires_at=publication.expires_at,
                evidence=[Evidence.model_validate(source) for source in publication.evidence],
            ),
        )


def told(publication: Publication) -> tuple[str, str, str]:
    """Title, summary and text of a publication in a feed."""
    if publication.withdrawn_at is None:
        sources = "\n".join(f"{e['title']}: {e['url']}" for e in publication.evidence)
        text = f"{publication.label}\n\n{publication.body}\n\n{sources}"
        return publication.title, publication.summary, text
    reason = publication.withdrawal_reason or ""
    return f"[DITARIK] {publication.title}", f"Ditarik: {reason}", f"Pesan ini ditarik. {reason}"


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
    channel: Channel, publications: Sequence[Publication], *, site: str, following: str | None
) -> bytes:
    """The same page as an Atom feed, paged as in RFC 5005."""
    address = f"{site}/v1/feeds/{channel}.atom"
    feed = ElementTree.Element("feed", {"xmlns": _ATOM, "xml:lang": "id"})
    _add(feed, "id", address)
    _add(feed, "title", TITLES[channel])
    newest = max((p.updated_at for p in publications), default=None)
    _add(feed, "updated", newest.isoformat() if newest else "1970-01-01T00:00:00+00:00")
    _add(feed, "link", rel="self", type=ATOM, href=address)
    _add(feed, "link", rel="alternate", type="text/html", href=f"{site}/p")
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
    _add(entry, "published", publication.released_at.isoformat())
    _add(entry, "updated", publication.updated_at.isoformat())
    page = page_url(site, publication.message_id)
    _add(entry, "link", rel="alternate", type="text/html", href=page)
    _add(entry, "category", term=publication.kind)
    _add(entry, "summary", summary)
    _add(entry, "content", text).set("type", "text")


def _add(
    parent: ElementTree.Element, tag: str, text: str | None = None, **attributes: str
) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, tag, attributes)
    element.text = text
    return element
