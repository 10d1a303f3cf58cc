"""Pages people read: plain HTML without script, every value escaped."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from registry.accounts.account.rules.platforms import BY_NAME
from registry.badges.badge.rules import PublicState
from registry.badges.badge.schemas import BadgeOut
from shared.calendar import JAKARTA, day_of

_PAGES = Environment(
    loader=PackageLoader("registry.public.pages"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
)


@dataclass(frozen=True, slots=True)
class Headline:
    """What a page says first."""

    id: str
    en: str
    colour: str


_HEADLINES = {
    PublicState.ACTIVE: Headline("Akun ini resmi", "This account is official", "#0a7d33"),
    PublicState.PAUSED: Headline(
        "Lencana akun ini sedang dijeda", "This account's badge is paused", "#a15c00"
    ),
    PublicState.ENDED: Headline("Lencana ini sudah berakhir", "This badge has ended", "#a31515"),
}


def badge_page(badge: BadgeOut, now: datetime) -> HTMLResponse:
    """A badge for people, as true as its JSON form at the same moment."""
    nonce = secrets.token_urlsafe(16)
    moments = [moment for moment in (badge.valid_from, badge.valid_until) if moment]
    days = [f"{day_of(moment):%d-%m-%Y}" for moment in moments]
    html = _PAGES.get_template("badge.html").render(
        badge=badge,
        words=_HEADLINES[badge.state],
        platform=BY_NAME[badge.account.platform].title if badge.account else "",
        dates=" – ".join(days),
        checked=f"{now.astimezone(JAKARTA):%d-%m-%Y %H:%M:%S} WIB",
        nonce=nonce,
    )
    policy = f"default-src 'none'; style-src 'nonce-{nonce}'; frame-ancestors 'none'"
    headers = {"Content-Security-Policy": policy, "Cache-Control": "no-store"}
    return HTMLResponse(html, headers=headers)
