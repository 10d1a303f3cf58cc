"""Use case: put everything that is held of a person into one document."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from registry.departures.my_data import queries
from registry.people.officers import service as officers
from registry.people.officers.errors import NotEnrolled
from registry.people.officers.service import SEALED_IN
from registry.people.officers.tables import Officer
from registry.sealing import Vault
from shared.database import Session
from shared.records import Held, read_holdings
from shared.upstream import Peer, PeerUnavailable

ENDING = 4


@dataclass(frozen=True, slots=True)
class Number:
    """A number as its bearer may recognise it; the whole of it is in no answer."""

    kind: str
    ending: str


@dataclass(frozen=True, slots=True)
class OwnPart:
    """What the registry holds of one officer."""

    officer_id: UUID
    name: str | None
    """The name the institution may see."""
    numbers: Sequence[Number]
    held: Sequence[Held]


@dataclass(frozen=True, slots=True)
class PeerPart:
    """What a peer holds of one officer; no document when it did not answer."""

    officer_id: UUID
    service: str
    document: Mapping[str, Any] | None


async def own_parts(session: Session, vault: Vault, principal: str) -> list[OwnPart]:
    """Of whoever the principal stands for and ever stood for."""
    people = await queries.officers_behind(session, principal)
    if not people:
        raise NotEnrolled
    return [await _own_part(session, vault, officer, principal) for officer in people]


async def _own_part(session: Session, vault: Vault, officer: Officer, principal: str) -> OwnPart:
    return OwnPart(
        officer.id,
        officers.names_of(vault, [officer]).get(officer.id),
        [
            Number(kind, vault.open(sealed, f"{SEALED_IN}{id}").decode()[-ENDING:])
            for id, kind, sealed in await queries.sealed_numbers(session, officer.id)
        ],
        await read_holdings(session, queries.HOLDINGS, officer.id, principal),
    )


async def peer_parts(
    peers: Mapping[str, Peer | None], officer_ids: Sequence[UUID]
) -> list[PeerPart]:
    """What the other services hold, all asked at once, with no transaction open meanwhile."""
    asked = [(officer_id, name) for officer_id in officer_ids for name in sorted(peers)]
    return list(
        await asyncio.gather(*(_asked(peers[name], name, officer_id) for officer_id, name in asked))
    )


async def _asked(peer: Peer | None, name: str, officer_id: UUID) -> PeerPart:
    if peer is None:
        return PeerPart(officer_id, name, None)
    try:
        answer = await peer.get(f"/v1/officers/{officer_id}/record")
    except PeerUnavailable:
        return PeerPart(officer_id, name, None)
    return PeerPart(officer_id, name, answer.json())
