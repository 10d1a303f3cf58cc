"""Pages people read: plain HTML without script, every value escaped, Indonesian first."""

import base64
import hashlib
from datetime import datetime
from pathlib import Path
from typing import Any

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from registry.accounts.account.rules.platforms import BY_NAME
from registry.badges.badge.rules import PublicState
from registry.badges.badge.schemas import BadgeOut
from registry.public.lookups.rules import Finding
from shared.calendar import JAKARTA, day_of
from shared.language import Text

_FOLDER = Path(__file__).parent / "templates"
_STYLE = (_FOLDER / "page.css").read_text(encoding="utf-8")
_STYLE_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
HEADERS = {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Content-Language": "id, en",
    "Vary": "Accept",
}
_ENGINE = Environment(
    loader=FileSystemLoader(_FOLDER),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
)
UNREADABLE = Text("Alamat ini tidak terbaca", "This address cannot be read")
PASTE_ANEW = Text(
    "Ini bukan alamat profil. Salin alamat profilnya dari aplikasi atau peramban, lalu tempelkan"
    " lagi; jangan alamat unggahan, pencarian atau halaman masuk.",
    "This is not the address of a profile. Copy the profile's address from the app or the browser"
    " and paste it anew; not that of a post, a search or a login page.",
)
SAID = {
    PublicState.ACTIVE: Text("Akun ini resmi", "This account is official"),
    PublicState.PAUSED: Text("Lencana akun ini sedang dijeda", "This account's badge is paused"),
    PublicState.ENDED: Text("Lencana ini sudah berakhir", "This badge has ended"),
    PublicState.NEVER: Text("Akun ini bukan akun resmi", "This account is not official"),
    PublicState.UNKNOWN_PLATFORM: Text(
        "Bukan alamat Instagram, X atau Facebook", "Not an address on Instagram, X or Facebook"
    ),
}
MEANING = {
    PublicState.ACTIVE: Text(
        "Akun ini milik seorang petugas instansi pemerintah yang disebut di sini, dan ia boleh"
        " berbicara sebagai humas pemerintah. Lencana tidak menjamin kebenaran setiap unggahan.",
        "The account is that of an officer of the government institution named here, who may speak"
        " for the government. A badge does not vouch for every post.",
    ),
    PublicState.PAUSED: Text(
        "Selama dijeda, jangan anggap akun ini resmi. Jeda bukan tuduhan terhadap pemiliknya.",
        "While it is paused, do not take this account for official. A pause accuses nobody.",
    ),
    PublicState.ENDED: Text(
        "Akun yang memakainya bukan lagi akun resmi menurut lencana ini.",
        "By this badge, the account that carried it is official no longer.",
    ),
    PublicState.NEVER: Text(
        "Akun ini tidak pernah memakai lencana. Mungkin ia meniru akun lain: periksa namanya huruf"
        " demi huruf.",
        "This account never carried a badge. It may imitate another: check its name letter by"
        " letter.",
    ),
    PublicState.UNKNOWN_PLATFORM: Text(
        "Lencana hanya untuk akun Instagram, X dan Facebook. Akun di tempat lain tidak resmi"
        " menurut program ini.",
        "Badges are for accounts on Instagram, X and Facebook only. By this programme, no account"
        " elsewhere is official.",
    ),
}


def badge_page(badge: BadgeOut, site: str, now: datetime) -> HTMLResponse:
    """A badge for people, as true as its JSON form at the same moment."""
    return _page(
        "badge.html",
        site,
        badge=badge,
        words=SAID[badge.state],
        meaning=MEANING[badge.state],
        platform=BY_NAME[badge.account.platform].title if badge.account else "",
        dates=_dates(badge),
        checked=f"{now.astimezone(JAKARTA):%d-%m-%Y %H:%M:%S} WIB",
    )


def home_page(site: str, written: str = "", found: Finding | None = None) -> HTMLResponse:
    """Where people ask, with the answer when there is one; without one what was written is lost."""
    asked = bool(written) or found is not None
    words = SAID[found.state] if found else UNREADABLE
    badge = found.badge if found else None
    return _page(
        "home.html",
        site,
        written=written,
        state=found.state if found else "missing",
        words=words if asked else None,
        meaning=MEANING[found.state] if found else PASTE_ANEW,
        asked=found.handle if found else None,
        institution=badge.institution if badge else None,
        badge_id=badge.id if badge else None,
    )


def missing_page(site: str) -> HTMLResponse:
    """For a link that leads to no badge: most likely it was cut, or made up."""
    return _page("missing.html", site, status=404)


def _dates(badge: BadgeOut) -> str:
    """From when to when, of a badge in force only."""
    if badge.valid_from is None or badge.valid_until is None or not badge.official:
        return ""
    return f"{day_of(badge.valid_from):%d-%m-%Y} – {day_of(badge.valid_until):%d-%m-%Y}"


def _page(template: str, site: str, *, status: int = 200, **facts: Any) -> HTMLResponse:
    document = _ENGINE.get_template(template).render(style=_STYLE, site=site, **facts)
    return HTMLResponse(document, status, headers=HEADERS)
