"""The words of a message: immutable, with a fingerprint that a clearance can bind to."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """The two kinds of content the programme spreads."""

    PROGRAMME = "programme"
    CLARIFICATION = "clarification"


class Channel(StrEnum):
    """The public channel a message appears in."""

    BAGIMU_NEGERI = "bagimu-negeri"


class Tongue(StrEnum):
    """Languages a message may be written in (BCP 47): Indonesian, regional languages, English."""

    INDONESIAN = "id"
    JAVANESE = "jv"
    SUNDANESE = "su"
    MADURESE = "mad"
    MINANGKABAU = "min"
    BUGINESE = "bug"
    BANJARESE = "bjn"
    BALINESE = "ban"
    ACEHNESE = "ace"
    MAKASARESE = "mak"
    TOBA_BATAK = "bbc"
    SASAK = "sas"
    MALAY = "ms"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A source the reader can open."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Audience:
    """Who is offered the message. An empty tuple leaves that side open."""

    institutions: tuple[str, ...] = ()
    """Canonical codes; everybody under them is meant too."""
    platforms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """One version of a message."""

    kind: Kind
    channel: Channel
    language: Tongue
    title: str
    summary: str
    body: str
    evidence: tuple[Evidence, ...]
    audience: Audience
    expires_at: datetime

    def columns(self) -> dict[str, object]:
        """The words as rows keep them: every table of words names its columns like this."""
        return {
            "kind": self.kind,
            "channel": self.channel,
            "language": self.language,
            "title": self.title,
            "summary": self.summary,
            "body": self.body,
            "evidence": [asdict(source) for source in self.evidence],
            "audience_institutions": list(self.audience.institutions),
            "audience_platforms": list(self.audience.platforms),
            "expires_at": self.expires_at,
        }


def fingerprint(wording: Wording) -> str:
    """SHA-256 over every word, link, audience and the last day, as lower-case hex."""
    content = asdict(wording) | {"expires_at": int(wording.expires_at.timestamp() * 1000)}
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def disclosure_label(institution: str, language: Tongue) -> str:
    """The words that say who speaks. The system adds them; no request can leave them out."""
    if language is Tongue.ENGLISH:
        return f"I am a civil servant; official material from {institution}"
    return f"Saya ASN; materi resmi dari {institution}"
