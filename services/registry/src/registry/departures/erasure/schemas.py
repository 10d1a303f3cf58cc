"""The wire format. Nothing here names a person."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from pydantic import Field

from registry.departures.erasure.queries import Told
from registry.departures.erasure.rules import Cause, ErasureState, missing, state_of
from shared.wire import Wire


class Receipt(Wire):
    """Another service has erased its part."""

    service: str = Field(max_length=32, examples=["verification"])
    received_at: datetime


class ErasureOut(Wire):
    """How far an erasure is."""

    state: ErasureState
    cause: Cause
    requested_at: datetime
    due_at: datetime = Field(description="When the registry erases: at most 3 × 24 hours later.")
    erased_at: datetime | None = Field(description="When the registry had erased its part.")
    receipts: list[Receipt] = Field(max_length=10)
    outstanding: list[str] = Field(max_length=10, description="Services that have not answered.")

    @classmethod
    def of(cls, told: Told) -> "ErasureOut":
        """Copy the row onto the wire."""
        return cls(**facts_of(told))


def facts_of(told: Told) -> dict[str, Any]:
    """What everybody who may read an erasure is told."""
    erasure, received = told
    came = received or {}
    return {
        "state": state_of(erasure.erased_at, came),
        "cause": Cause(erasure.cause),
        "requested_at": erasure.requested_at,
        "due_at": erasure.due_at,
        "erased_at": erasure.erased_at,
        "receipts": [
            Receipt(service=peer, received_at=datetime.fromisoformat(moment))
            for peer, moment in sorted(came.items())
        ],
        "outstanding": missing(came),
    }


class OwnErasure(ErasureOut):
    """The same for the person, with the code that answers once nothing else does."""

    receipt_code: str = Field(
        max_length=40,
        description="Keep it: after the erasure only this code tells how far it is.",
        examples=["7K3M-9TQX-2HWD-5FRB-8NCV-4JZP-6A"],
    )


class OwnErasures(Wire):
    """Erasures scheduled for the caller; more than one after leaving and joining again."""

    items: list[OwnErasure] = Field(max_length=100)

    @classmethod
    def of(cls, own: Sequence[tuple[Told, str]]) -> "OwnErasures":
        """Copy each with its receipt code onto the wire."""
        return cls(items=[OwnErasure(**facts_of(told), receipt_code=code) for told, code in own])


class RunningErasure(ErasureOut):
    """The same for operators and auditors, under the id the peers know."""

    officer_id: UUID = Field(description="Random id; no other row says whose it was.")
    age_seconds: int = Field(ge=0, description="Since it was asked for, until now or until done.")

    @classmethod
    def at(cls, told: Told, now: datetime) -> "RunningErasure":
        """Copy the row onto the wire, with its age."""
        erasure, received = told
        came = [datetime.fromisoformat(moment) for moment in (received or {}).values()]
        done = state_of(erasure.erased_at, received or {}) is ErasureState.DONE
        end = max([erasure.erased_at or now, *came]) if done else now
        age = int((end.astimezone(UTC) - erasure.requested_at).total_seconds())
        return cls(**facts_of(told), officer_id=erasure.officer_id, age_seconds=max(age, 0))


class ErasureList(Wire):
    """A page of erasures in the order they were asked for."""

    items: list[RunningErasure] = Field(max_length=100)
    next: str | None = Field(max_length=500, description="Cursor of the next page.")
