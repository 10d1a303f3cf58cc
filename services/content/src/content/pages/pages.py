"""What citizens read: HTML without scripts, in Indonesian or English, escaped by the engine."""

import base64
import hashlib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from content.pages.rules import paragraphs, spoken
from content.publications.rules import REASONS, WITHDRAWN, PublicState, page_path, stamp
from content.publications.schemas import TITLES, state_of
from content.publications.service import page_url
from content.publications.tables import Publication
from content.wordings.rules.wording import Channel, Kind
from shared.calendar import JAKARTA
from shared.language import Language, Text
from shared.writing.characters import carried
from shared.writing.links import plain_host

_FOLDER = Path(__file__).parent / "templates"
_STYLE = (_FOLDER / "page.css").read_text(encoding="utf-8")
_STYLE_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
CONTENT_SECURITY_POLICY = (
    f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_ENGINE = Environment(
    loader=FileSystemLoader(_FOLDER),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    finalize=lambda value: carried(value) if type(value) is str else value,
)
"""What was written down before the present rules for texts is carried all the same."""

ICON = (_FOLDER / "icon.svg").read_bytes()
CARD = (_FOLDER / "card.png").read_bytes()
"""What a shared link shows. A speech bubble: it says who speaks, not that it is true."""

CHANNEL_NAMES = {
    Channel.BAGIMU_NEGERI: Text(
        TITLES[Channel.BAGIMU_NEGERI], "Bagimu Negeri: official news from the government"
    )
}
KINDS = {
    Kind.PROGRAMME: Text("Informasi program", "Programme information"),
    Kind.CLARIFICATION: Text("Klarifikasi", "Clarification"),
}
WORDS = {
    "released": Text("Diterbitkan", "Released"),
    "until": Text("Berlaku sampai", "Stands until"),
    "sources": Text("Sumber", "Sources"),
    "withdrawn": WITHDRAWN,
    "withdrawn_on": Text("Ditarik", "Withdrawn"),
    "withdrawn_note": Text(
        "Isinya tidak lagi disampaikan. Bila Anda melihat salinannya, sampaikan alasan ini.",
        "It is no longer published. If you meet a copy of it, pass this reason on.",
    ),
    "expired": Text("Masa berlaku pesan ini sudah lewat", "This message is past its last day"),
    "reason": Text("Alasan", "Reason"),
    "official": Text("Materi resmi dari", "Official material from"),
    "labelled": Text(
        "Pegawai yang menyebarkannya memakai label", "Civil servants who share it carry the label"
    ),
    "meaning": Text(
        "Halaman ini menunjukkan siapa yang menyampaikan teks di atas. "
        "Komentar yang ditambahkan pegawai di akunnya adalah pendapat pribadi.",
        "This page shows who tells the text above. "
        "What civil servants add on their accounts is their own opinion.",
    ),
    "all": Text("Semua pesan", "All messages"),
    "older": Text("Pesan yang lebih lama", "Older messages"),
    "none": Text("Belum ada pesan.", "No messages yet."),
    "follow": Text("Ikuti", "Follow"),
}
NEVER_PUBLISHED = (
    Text("Tidak pernah diterbitkan", "Never published"),
    Text(
        "Pemerintah tidak pernah menerbitkan pesan dengan alamat ini di sini. "
        "Periksa apakah tautannya utuh, dan jangan sebarkan bila tidak yakin.",
        "The government never published a message at this address. "
        "Check that the link is whole, and do not pass it on when in doubt.",
    ),
)
NO_SUCH_PAGE = (
    Text("Halaman ini tidak ada", "There is no such page"),
    Text(
        "Periksa apakah alamatnya utuh. Pesan resmi ada pada daftar semua pesan.",
        "Check that the address is whole. Official messages are in the list of all messages.",
    ),
)


def _render(template: str, language: Language, **facts: Any) -> str:
    said = {name: text.pick(language) for name, text in WORDS.items()}
    channel = Channel.BAGIMU_NEGERI
    return _ENGINE.get_template(template).render(
        language=language,
        style=_STYLE,
        say=said,
        channel_title=CHANNEL_NAMES[channel].pick(language),
        feed=f"/v1/feeds/{channel}.json",
        atom=f"/v1/feeds/{channel}.atom",
        date=lambda moment: spoken(moment, JAKARTA, language),
        kind_name=lambda kind: KINDS[kind].pick(language),
        why=lambda reason: REASONS[reason].pick(language),
        page_path=page_path,
        stamp=stamp,
        host=lambda url: plain_host(urlsplit(url).hostname or ""),
        **facts,
    )


def message_page(publication: Publication, *, site: str, language: Language, now: datetime) -> str:
    """One message as a citizen reads it; withdrawn, the reason instead of the words."""
    return _render(
        "message.html",
        language,
        it=publication,
        state=state_of(publication, now).value,
        states=PublicState,
        url=page_url(site, publication.message_id),
        card=f"{site}/p/card.png",
        paragraphs=paragraphs(publication.body),
    )


def list_page(
    publications: Sequence[Publication], *, site: str, language: Language, following: str | None
) -> str:
    """The latest messages of the channel."""
    return _render(
        "list.html",
        language,
        items=publications,
        url=f"{site}/p",
        card=f"{site}/p/card.png",
        following=following,
    )


def missing_page(said: tuple[Text, Text], *, language: Language) -> str:
    """For a link that leads to nothing: most likely it was cut, or made up."""
    title, note = (text.pick(language) for text in said)
    return _render("missing.html", language, title=title, note=note)
