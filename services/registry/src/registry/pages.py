"""Pages people read: plain HTML without script, every value escaped."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from shared.calendar import JAKARTA

_PAGES = Environment(
    loader=PackageLoader("registry"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)
_PLATFORMS = {"instagram": "Instagram", "x": "X", "facebook": "Facebook"}


@dataclass(frozen=True, slots=True)
class Headline:
    """What a page says first."""

    id: str
    en: str
    colour: str


_HEADLINES = {
    "active": Headline("Akun ini resmi", "This account is official", "#0a7d33"),
    "paused": Headline(
        "Lencana akun ini sedang dijeda", "This account's badge is paused", "#a15c00"
    ),
    "ended": Headline("Lencana ini sudah berakhir", "This badge has ended", "#a31515"),
}


def badge_page(badge: Mapping[str, Any], now: datetime) -> HTMLResponse:
    """A badge for people, as true as its JSON form at the same moment."""
    nonce = secrets.token_urlsafe(16)
    days = [f"{badge[name].astimezone(JAKARTA):%d-%m-%Y}" for name in ("valid_from", "valid_until")]
    account = badge["account"] or {}
    html = _PAGES.get_template("badge.html").render(
        badge=badge,
        words=_HEADLINES[badge["state"]],
        platform=_PLATFORMS.get(account.get("platform", ""), ""),
        dates=" – ".join(days),
        checked=f"{now.astimezone(JAKARTA):%d-%m-%Y %H:%M:%S} WIB",
        nonce=nonce,
    )
    policy = f"default-src 'none'; style-src 'nonce-{nonce}'; frame-ancestors 'none'"
    headers = {"Content-Security-Policy": policy, "Cache-Control": "no-store"}
    return HTMLResponse(html, headers=headers)
