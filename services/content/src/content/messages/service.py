"""Use cases of those who write, clear and release: fetch facts, ask the rules, write, tell."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from uuid import UUID

from content.messages import errors, queries, rules
from content.messages.rules import Act, Objection, Standing, State
from content.messages.tables import Message, MessageVersion, Reading
from content.publications import service as publications
from content.publications.rules import WithdrawalReason
from content.quorum import rules as quorum
from content.quorum.rules import Missing
from content.wordings.errors import fault
from content.wordings.rules import wording
from content.wordings.rules.findings import Spot
from content.wordings.rules.wording import Kind, Wording
from content.wordings.service import check_screened, screened
from shared.caller import Caller
from shared.database import Session
from shared.errors import Failure
from shared.events import record
from shared.versions import check_version

FAILURES: dict[Objection, type[Failure]] = {
    Objection.NO_CLAIM: errors.ClarificationAnswersNoClaim,
    Objection.OWN_MESSAGE: errors.AuthorMayNotClear,
    Objection.CLEARED_ALREADY: errors.ClearedAlready,
    Objection.OUTDATED: errors.MessageOutdated,
    Objection.LIFE_TOO_LONG: errors.LifeTooLong,
}


@dataclass(frozen=True, slots=True)
class FullMessage:
    """A message with its present words and all that was said of it."""

    message: Message
    words: MessageVersion
    readings: tuple[Reading, ...]
    missing: tuple[Missing, ...]
    spots: tuple[Spot, ...]
    institution_name: str


async def full_message(session: Session, message: Message) -> FullMessage:
    """Everything the institution and the readers see of a message."""
    words, spoken_by = await queries.spoken_version_of(session, message)
    readings = await queries.readings_of(session, message.id)
    (wanted,) = await still_missing(session, [(message, words)])
    spots = await screened(words.wording)
    return FullMessage(message, words, tuple(readings), wanted, spots, spoken_by)


async def still_missing(
    session: Session, waiting: Sequence[tuple[Message, MessageVersion]]
) -> list[tuple[Missing, ...]]:
    """Who must still clear each of these; nobody, unless it waits for a clearance."""
    assents = await queries.assents_to(session, [message for message, _ in waiting])
    seats = (code for given in assents.values() for assent in given for code in assent.institutions)
    meant = (code for _, words in waiting for code in words.audience_institutions)
    lines = await queries.lines_of(session, [*seats, *meant])
    return [
        quorum.missing(message.institution, words.wording.audience, assents[message.id], lines)
        if message.state in rules.WAITING
        else ()
        for message, words in waiting
    ]


async def own_message(session: Session, message_id: UUID, caller: Caller) -> FullMessage:
    """A message of the caller's institution."""
    message = await queries.message_of(session, message_id)
    return await full_message(session, _of_institution(message, caller))


async def draft_message(
    session: Session, institution: str, words: Wording, *, caller: Caller, now: datetime
) -> FullMessage:
    """Begin a message for one of the caller's institutions."""
    if institution not in caller.institutions:
        raise errors.InstitutionNotYours(institution=institution)
    await _check_institutions(session, {"/institution": institution}, words)
    message = Message(
        institution=institution,
        state=State.DRAFT,
        version=1,
        revision=1,
        expires_at=words.expires_at,
        created_at=now,
        changed_at=now,
    )
    await queries.add_message(session, message)
    await queries.add_version(session, message, words, author=caller.principal, now=now)
    await note(session, message, "message.drafted.v1", by=caller.principal, now=now)
    return await full_message(session, message)


async def edit_message(
    session: Session,
    message_id: UUID,
    change: Callable[[Wording], Wording],
    *,
    revision: int,
    caller: Caller,
    now: datetime,
) -> FullMessage:
    """Write a new version of a draft, unless nothing changes."""
    message = await _held(session, message_id, caller)
    check_version(revision, message.revision)
    moved = await weigh(session, message, Act.EDIT, by=caller.principal, now=now)
    before = (await queries.version_of(session, message)).wording
    words = change(before)
    if wording.fingerprint(words) == wording.fingerprint(before):
        return await full_message(session, message)
    await _check_institutions(session, {}, words)
    message.expires_at = words.expires_at
    move(message, moved, now)
    await queries.add_version(session, message, words, author=caller.principal, now=now)
    await note(session, message, "message.edited.v1", by=caller.principal, now=now)
    return await full_message(session, message)


async def submit_message(
    session: Session, message_id: UUID, *, caller: Caller, now: datetime
) -> FullMessage:
    """Screen a draft and hand it to those who clear."""
    message = await _held(session, message_id, caller)
    moved = await weigh(session, message, Act.SUBMIT, by=caller.principal, now=now)
    words = (await queries.version_of(session, message)).wording
    check_screened(await screened(words))
    move(message, moved, now)
    await note(session, message, "message.submitted.v1", by=caller.principal, now=now)
    return await full_message(session, message)


async def release_message(
    session: Session, message_id: UUID, *, site: str, caller: Caller, now: datetime
) -> FullMessage:
    """Publish a cleared message: feeds, page and inboxes show it with this very commit."""
    message = await _held(session, message_id, caller)
    moved = await weigh(session, message, Act.RELEASE, by=caller.principal, now=now)
    message.released_at = now
    move(message, moved, now)
    full = await full_message(session, message)
    check_screened(full.spots)  # Once more, since the lists may have grown after the submission.
    words = full.words
    who = {"institution": message.institution, "institution_name": full.institution_name}
    await publications.publish(session, message.id, words.version, words.wording, **who, now=now)
    by = caller.principal
    await _announce(session, message, "message.released.v1", site=site, by=by, now=now)
    return full


async def withdraw_message(
    session: Session,
    message_id: UUID,
    reason: WithdrawalReason,
    *,
    site: str,
    caller: Caller,
    now: datetime,
) -> FullMessage:
    """Take a message back; released, a tombstone with the reason goes wherever it went."""
    message, by = await _held(session, message_id, caller), caller.principal
    moved = await weigh(session, message, Act.WITHDRAW, by=by, now=now)
    seen = message.state in rules.SEEN_IN_PUBLIC
    message.withdrawal_reason = reason
    move(message, moved, now)
    if seen:
        await publications.retract(session, message.id, reason, now=now)
        await _announce(session, message, "message.withdrawn.v1", site=site, by=by, now=now)
    else:
        await note(session, message, "message.dropped.v1", by=by, now=now)
    return await full_message(session, message)


async def expire_messages(session: Session, *, site: str, now: datetime, limit: int) -> int:
    """Mark released messages whose last moment is past; how many were found."""
    overdue = await queries.overdue_messages(session, now=now, limit=limit)
    for message in overdue:
        move(message, await weigh(session, message, Act.EXPIRE, by="", now=now), now)
        await _announce(session, message, "message.expired.v1", site=site, by=None, now=now)
    return len(overdue)


def _of_institution(message: Message | None, caller: Caller) -> Message:
    if message is None or message.institution not in caller.institutions:
        raise errors.MessageUnknown
    return message


async def _held(session: Session, message_id: UUID, caller: Caller) -> Message:
    return _of_institution(await queries.message_for_update(session, message_id), caller)


async def weigh(
    session: Session, message: Message, act: Act, *, by: str, now: datetime
) -> Standing:
    """The message after the act, or the failure that the rules' objection means."""
    standing = Standing(message.state, message.version, message.expires_at)
    if act in rules.ONWARD:
        words = await queries.version_of(session, message)
        standing = replace(standing, answers_no_claim=words.kind is Kind.CLARIFICATION)
    if act is Act.CLEAR:
        authors = await queries.authors_of(session, message.id)
        clearers = await queries.clearers_of(session, message)
        standing = replace(standing, authors=authors, clearers=clearers)
    if refusal := rules.objection(standing, act, by=by, now=now):
        failure = FAILURES.get(refusal, errors.MessageStateForbids)
        raise failure(state=message.state, act=act, expires_at=message.expires_at.isoformat())
    return rules.after(standing, act, by=by)


def move(message: Message, moved: Standing, now: datetime) -> None:
    """Write down where the message now stands."""
    message.state, message.version = moved.state, moved.version
    message.revision += 1
    message.changed_at = now


async def quorate(session: Session, message: Message, moved: Standing) -> Standing:
    """A message that was cleared once more: it waits on while somebody is missing."""
    waiting = [(message, await queries.version_of(session, message))]
    (wanted,) = await still_missing(session, waiting)
    return replace(moved, state=State.CLEARED_BY_1 if wanted else State.CLEARED)


async def keep_reading(
    session: Session, message: Message, verdict: Act, statement: str, *, by: Caller, now: datetime
) -> None:
    """Keep what somebody who may clear said of the present words, bound to exactly these."""
    words = await queries.version_of(session, message)
    await queries.add_reading(
        session,
        words,
        reader=by.principal,
        verdict=verdict,
        statement=statement,
        seats=by.institutions,
        now=now,
    )


async def reopen(session: Session, message: Message, moved: Standing, now: datetime) -> None:
    """Give the authors their words back as a new version, so that it is cleared anew."""
    words = await queries.version_of(session, message)
    move(message, moved, now)
    await queries.add_version(session, message, words.wording, author=words.author, now=now)


async def note(session: Session, message: Message, type: str, *, by: str, now: datetime) -> None:
    """Keep for auditors what was done, without a word of the message."""
    subject = str(message.id)
    told: dict[str, str | int] = {"message_id": subject, "institution": message.institution}
    told |= {"version": message.version, "state": message.state}
    keep = partial(record, session, subject=subject, person=None, internal=True, actor=by)
    await keep(type=type, data=told, now=now)


async def _announce(
    session: Session, message: Message, type: str, *, site: str, by: str | None, now: datetime
) -> None:
    """Tell everybody what happened to something they can read."""
    words = await queries.version_of(session, message)
    told: dict[str, str | int] = {
        "message_id": str(message.id),
        "url": publications.page_url(site, message.id),
        "institution": message.institution,
        "channel": words.channel,
        "kind": words.kind,
        "language": words.language,
        "version": message.version,
    }
    await record(
        session, type=type, subject=str(message.id), data=told, person=None, now=now, actor=by
    )


async def _check_institutions(session: Session, asked: dict[str, str], words: Wording) -> None:
    """Refuse codes the registry has told nothing of, pointing at each."""
    asked = asked | {
        f"/audience/institutions/{place}": code
        for place, code in enumerate(words.audience.institutions)
    }
    known = await queries.known_institutions(session, list(asked.values()))
    faults = [
        fault(pointer, "institution_unknown")
        for pointer, code in asked.items()
        if code not in known
    ]
    if faults:
        raise errors.InstitutionNotHeardOf(errors=faults)
