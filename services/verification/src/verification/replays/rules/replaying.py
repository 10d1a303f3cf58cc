"""Making a verdict again from its record, with the screen and the criteria that made it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shared.language import Text
from verification.eligibility.rules.assessment import judge
from verification.eligibility.rules.documents import document_of
from verification.eligibility.rules.engines import engine_of
from verification.eligibility.rules.facts import JUDGEMENT, canonical, retold
from verification.replays.rules.records import FORMAT, bytes_of, policy_from


@dataclass(frozen=True, slots=True)
class Replayed:
    """The verdict made again."""

    document: dict[str, Any]
    same: bool
    """Whether it is, byte for byte, what the record says."""
    differs: tuple[str, ...]
    """Members that are not the same."""


class NotReplayable(ValueError):
    """The record cannot be replayed here, and why."""

    def __init__(self, sentence: Text) -> None:
        super().__init__(sentence.en)
        self.sentence = sentence


FORMAT_UNKNOWN = Text(
    "Bentuk catatan {name} tidak dikenal.", "The format {name} of the record is not known here."
)
JUDGEMENT_UNKNOWN = Text(
    "Catatan dibuat oleh penilaian versi {name}, yang tidak ada di rilis ini.",
    "The record was made by judgement {name}, which this release does not have.",
)
MODEL_UNKNOWN = Text(
    "Model dengan sidik {name} tidak ada di rilis ini.",
    "This release has no model with the hash {name}.",
)
CHANGED = Text(
    "Masukan dalam catatan tidak sesuai dengan sidiknya; catatan telah diubah.",
    "The inputs of the record do not have the hash it names; the record was changed.",
)


def replay(record: Mapping[str, Any]) -> Replayed:
    """Judge again; ``NotReplayable`` when that is not possible, ``KeyError`` and the like when the
    record has not the form.
    """
    if record["format"] != FORMAT:
        raise NotReplayable(FORMAT_UNKNOWN.format(name=record["format"]))
    if record["judgement"] != JUDGEMENT:
        raise NotReplayable(JUDGEMENT_UNKNOWN.format(name=record["judgement"]))
    engine = engine_of(record["model"]["sha256"])
    if engine is None:
        raise NotReplayable(MODEL_UNKNOWN.format(name=record["model"]["sha256"]))
    facts = retold(record["inputs"])
    named = hashlib.sha256(canonical(facts.history, facts.memory, facts.beside)).hexdigest()
    if named != record["input_sha256"]:
        raise NotReplayable(CHANGED)
    policy = policy_from(record["policy"])
    document = document_of(judge([facts], policy=policy, engine=engine)[0])
    said = record["document"]
    same = bytes_of(document) == bytes_of(said)
    members = sorted({*document, *said})
    differs = tuple(name for name in members if document.get(name) != said.get(name))
    return Replayed(document, same, differs)
