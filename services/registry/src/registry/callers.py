"""Who may do what: every right of this service on one page."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request

from shared.caller import Caller
from shared.database import Session, Transaction
from shared.web.auth import Rows, require

Person = Annotated[Caller, Depends(require("registry.me", rows=Rows.SELF))]
"""Somebody with a token of their own, in the programme or not."""

Newcomer = Annotated[Caller, Depends(require("registry.me", rows=Rows.ALL))]
"""Sees the invitation that the code opens; every query asks for that one row."""

Reader = Annotated[Caller, Depends(require("registry.officers.read"))]
Provisioner = Annotated[Caller, Depends(require("registry.officers.write"))]
Inviter = Annotated[Caller, Depends(require("registry.cohorts.write"))]
Trainer = Annotated[Caller, Depends(require("registry.training.write"))]
Importer = Annotated[Caller, Depends(require("registry.institutions.write", rows=Rows.ALL))]
Reviewer = Annotated[Caller, Depends(require("registry.badges.review", rows=Rows.ALL))]
"""Decides on badges of institutions other than the own one, so no fence by institution."""

Reporter = Annotated[Caller, Depends(require("registry.reports.write", rows=Rows.ALL))]
"""Records what happened to anybody's badge account; decides nothing."""

Lookout = Annotated[Caller, Depends(require("registry.sightings.write", rows=Rows.ALL))]
"""Has a profile read now; asks by address and hears nothing of whose it is."""

Exporter = Annotated[Caller, Depends(require("registry.me", rows=Rows.ALL))]
"""Reads everything held of the own person, also what the fence shows to institutions only."""

Corrector = Annotated[Caller, Depends(require("registry.corrections.write"))]
"""Answers what people of the own institution say is wrong about them."""

ErasureReader = Annotated[Caller, Depends(require("registry.erasures.read", rows=Rows.ALL))]
"""Sees how far every erasure is, under random ids; nothing of the person."""

Registrar = Annotated[Caller, Depends(require("registry.clients.write"))]


def own_issuer(request: Request) -> str:
    """What tokens issued here name as their issuer."""
    issuer: str = request.app.state.settings.public_url
    return issuer


OwnIssuer = Annotated[str, Depends(own_issuer)]


@dataclass(frozen=True, slots=True)
class Participant:
    """The officer a caller is, while in the programme."""

    id: UUID
    institution: str
    principal: str


Recognise = Callable[[Session, str], Awaitable[Participant]]
"""The participant a principal stands for, or a failure; the people who know it come later."""


def recognise_of(request: Request) -> Recognise:
    """The way this application was built with."""
    recognise: Recognise = request.app.state.recognise
    return recognise


Recognising = Annotated[Recognise, Depends(recognise_of)]


async def participant(caller: Person, session: Transaction, recognise: Recognising) -> Participant:
    """The caller as an officer; 404 for a token of nobody in the programme."""
    return await recognise(session, caller.principal)


Me = Annotated[Participant, Depends(participant, scope="function")]
"""Fences the rows to the caller's own, so it comes before ``Transaction`` in a signature."""


Searcher = Annotated[Caller, Depends(require("registry.me", rows=Rows.ALL))]


async def attendee(caller: Searcher, session: Transaction, recognise: Recognising) -> Participant:
    """The caller as an officer who looks for the session that a code opens."""
    return await recognise(session, caller.principal)


Attendee = Annotated[Participant, Depends(attendee, scope="function")]
"""Sees more than the own rows; every query asks for the one session of the own institution."""
