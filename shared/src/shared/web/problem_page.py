"""A problem as people see it in a browser: both languages, no script, every value escaped."""

import base64
import hashlib
import html
from string import Template

from shared.language import Text

MEDIA_TYPE = "text/html; charset=utf-8"
_STYLE = (
    ":root{color-scheme:light dark}"
    "body{font:1.05rem/1.6 system-ui,sans-serif;max-width:38rem;margin:3rem auto;padding:0 1rem}"
    "h1{font-size:1.4rem}small{opacity:.75}[lang=en]{opacity:.85}"
)
POLICY = (
    "default-src 'none'; frame-ancestors 'none'; style-src 'sha256-"
    + base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    + "'"
)
_PAGE = Template(
    """<!doctype html>
<html lang="id">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>$title_id · Lencana</title>
<style>$style</style>
</head>
<body>
<main>
<h1>$title_id</h1>
<p>$detail_id</p>
<h2 lang="en">$title_en</h2>
<p lang="en">$detail_en</p>
<p><small>$small</small></p>
</main>
</body>
</html>
"""
)


def problem_page(title: Text, detail: Text, small: str) -> bytes:
    """The page; ``small`` is what somebody who reports it should quote."""
    words = {
        "title_id": title.id,
        "title_en": title.en,
        "detail_id": detail.id,
        "detail_en": detail.en,
        "small": small,
    }
    escaped = {name: html.escape(value) for name, value in words.items()}
    return _PAGE.substitute(escaped, style=_STYLE).encode()
