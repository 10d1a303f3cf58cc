"""How a page speaks: dates as people say them, and paragraphs."""

from datetime import datetime, tzinfo

_MONTHS = {
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
    "en": "January February March April May June July August September October November December",
}


def spoken(moment: datetime, zone: tzinfo, language: str) -> str:
    """``22 November 2026 pukul 19.52 WIB``: western Indonesian time, named as such."""
    local = moment.astimezone(zone)
    month = _MONTHS[language].split()[local.month - 1]
    day = f"{local.day} {month} {local.year}"
    return f"{day}, {local:%H:%M} WIB" if language == "en" else f"{day} pukul {local:%H.%M} WIB"


def paragraphs(body: str) -> tuple[str, ...]:
    """The body cut at empty lines; single line breaks stay inside."""
    blocks = "\n".join(line.rstrip() for line in body.split("\n")).split("\n\n")
    return tuple(block.strip("\n") for block in blocks if block.strip())
