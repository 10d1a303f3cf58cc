"""The card of every model of the package: read from its own file, and from what was measured."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from shared.language import Text

FILES = ("judgement.json", "reference_1_1.json")
"""The one that judges today first, then those kept to make old verdicts again."""
METRICS = "metrics.json"
"""What the release gates measured, beside the model."""

LIMITS = (
    Text(
        "Tidak ada data berlabel tentang pembelian pengikut di Instagram, X atau Facebook. Hasil "
        "bersifat sementara sampai ada uji coba dengan akun sungguhan.",
        "There are no labelled purchases on Instagram, X or Facebook to measure on. Results are "
        "provisional until a pilot with real accounts.",
    ),
    Text(
        "Dunia simulasi buatan kami sendiri, dan bintang repositori bukan pengikut.",
        "The simulated worlds are our own, and stars of repositories are not followers.",
    ),
    Text(
        "Pertumbuhan pelan di bawah 10 % audiens hampir tidak terlihat; suka yang dibeli menutupi "
        "sebagian sisanya.",
        "Slow growth below 10 % of the audience is hardly seen; bought likes hide part of the "
        "rest.",
    ),
    Text(
        "Siapa pun dapat membeli pengikut untuk orang lain. Data tidak dapat membedakannya; karena "
        "itu hanya manusia yang memutuskan.",
        "Anybody can buy followers for a victim. The data cannot tell, which is why people decide.",
    ),
    Text(
        "Angka yang dibulatkan menyembunyikan lonjakan; akun seperti itu dilihat seorang peninjau.",
        "Rounded counts hide bursts; such accounts are looked at by a person.",
    ),
)


@dataclass(frozen=True, slots=True)
class Rate:
    """How often something happened among so many histories."""

    world: str
    """Where they come from: a simulated world, repositories, later a platform."""
    measure: str
    """``false_alarms``, ``recall`` or ``calibration``."""
    group: str
    """Size, kind or promised share that the rate is of."""
    weeks: int
    share: float
    histories: int


@dataclass(frozen=True, slots=True)
class Card:
    """One model."""

    name: str
    version: str
    sha256: str
    in_use: bool
    licence: str
    data: str
    """Where its training data come from, with their licences."""
    rates: tuple[Rate, ...]
    """Empty where nothing was measured for this very file."""


@cache
def cards() -> tuple[Card, ...]:
    """Every model of the package, today's first."""
    rates = measured(_read(METRICS))
    return tuple(_card(name, at == 0, rates) for at, name in enumerate(FILES))


def _card(name: str, in_use: bool, rates: Mapping[str, tuple[Rate, ...]]) -> Card:
    raw = _read(name) or b"{}"
    told, sha256 = json.loads(raw), hashlib.sha256(raw).hexdigest()
    return Card(
        told["name"],
        told["version"],
        sha256,
        in_use,
        told["licence"],
        told["attribution"],
        rates.get(sha256, ()),
    )


def measured(raw: bytes | None) -> dict[str, tuple[Rate, ...]]:
    """Rates by the hash of the model they were measured on; those of another tell nothing."""
    if raw is None:
        return {}
    told: dict[str, Any] = json.loads(raw)
    return {told["model_sha256"]: tuple(Rate(**rate) for rate in told["rates"])}


def _read(name: str) -> bytes | None:
    file = files("verification.growth.rules").joinpath(name)
    return file.read_bytes() if file.is_file() else None
