"""What is left of a person who was erased, and what must be."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import UUID

import httpx
import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from registry.accounts.account.tables import Account
from registry.badges.badge.tables import Badge
from registry.badges.holds.tables import Hold
from registry.departures.erasure import service
from registry.departures.erasure.rules import Cause
from shared.database import Session, Sessions, open_sessions, system_transaction
from shared.events.log import publish
from shared.events.tables import events
from shared.testing.postgres import Cluster
from shared.testing.tokens import TestIssuer
from tests.registry import given, pauses, scenes
from tests.registry.departures.erasure import scene
from tests.registry.people import acts
from tests.waiting import until


async def enrolled(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions, number: str
) -> given.Enrolled:
    """Somebody who accepted an invitation over HTTP, so that everything is as in life."""
    institution = await given.an_institution(sessions)
    subject = f"asn-{number[::-1]}"
    code = await acts.invitation(client, issuer, institution, number)
    answer = await acts.enrolled(client, issuer, subject, number=number, enrolment_code=code)
    assert answer.status_code == 201, answer.text
    record = await client.get("/v1/me", headers=issuer.headers("registry.me", subject=subject))
    officer = given.Enrolled(UUID(record.json()["id"]), institution, subject)
    await given.a_training_result(sessions, officer, passed=True)
    return officer


async def badged(sessions: Sessions, officer: given.Enrolled) -> tuple[str, Badge]:
    """The officer's account carries a badge; its address and the badge."""
    account_id, reference = await scenes.a_linked_account(sessions, officer)
    await scenes.found(sessions, account_id)
    await scenes.reconsidered(sessions, officer.id)
    badge = await scenes.badge_on(sessions, account_id)
    assert badge is not None
    return reference.url, badge


async def test_no_canary_is_left_in_any_cell_and_the_badge_still_has_ended(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    number = given.a_nip()
    officer = await enrolled(client, issuer, sessions, number)
    url, badge = await badged(sessions, officer)
    canaries = [number, officer.subject, url, badge.handle]
    assert set(dict(scene.where(await scene.every_cell(sessions), *canaries)).values())

    await scene.left_for_good(client, issuer, officer)
    await scene.worked(sessions)

    assert list(scene.where(await scene.every_cell(sessions), *canaries)) == []
    answer = (await client.get("/v1/badges/lookup", params={"url": url})).json()
    assert (answer["official"], answer["state"], answer["badge"]) == (False, "ended", None)
    assert (await client.get(f"/v1/badges/{badge.id}")).json()["state"] == "ended"


async def test_the_platforms_number_of_an_erased_holder_answers_ended(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    officer = await given.an_officer(sessions, trained=True)
    account_id, _ = await scenes.a_linked_account(sessions, officer, "facebook")
    await scenes.found(sessions, account_id)
    await scenes.reconsidered(sessions, officer.id)
    async with system_transaction(sessions) as session:
        number = await session.scalar(
            select(Account.platform_account_id).where(Account.id == account_id)
        )
    asked = {"url": f"https://www.facebook.com/profile.php?id={number}"}
    before = (await client.get("/v1/badges/lookup", params=asked)).json()

    await scene.left_for_good(client, issuer, officer)
    await scene.worked(sessions)

    async def ended() -> bool:
        after = (await client.get("/v1/badges/lookup", params=asked)).json()
        return (after["official"], after["state"]) == (False, "ended")

    batch = await client.post("/v1/badges/lookup", json={"urls": [asked["url"]]})
    assert (before["official"], before["state"]) == (True, "active")
    assert '"ended"' in batch.text
    await until(ended, "the look-up that repeats prepared answers has heard of it")


async def test_a_numbers_fingerprint_is_left_only_where_a_measure_hangs_on_it(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    number = given.a_nip()
    fingerprint = scene.VAULT.fingerprint(number.encode()).hex()
    officer = await enrolled(client, issuer, sessions, number)
    _, badge = await badged(sessions, officer)
    await pauses.paused(sessions, badge)

    await scene.left_for_good(client, issuer, officer)
    await scene.worked(sessions)

    places = {place for place, value in await scene.every_cell(sessions) if fingerprint in value}
    assert places == {"badge_holds.fingerprint"}
    async with system_transaction(sessions) as session:
        holds = select(Hold.fingerprint).where(Hold.badge_id == badge.id)
        assert len((await session.scalars(holds)).all()) == 2


async def test_whoever_was_never_seen_in_public_leaves_no_row_at_all(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    officer = await given.an_officer(sessions, trained=True)
    await client.post(
        "/v1/me/accounts",
        json={"url": f"https://x.com/{scenes.handle()}", "consent": True},
        headers=scene.me(issuer, officer),
    )

    await scene.left_for_good(client, issuer, officer)
    await scene.worked(sessions)

    left = {place for place, _ in scene.where(await scene.every_cell(sessions), str(officer.id))}
    assert left == {"erasures.officer_id", "events.subject", "events.data"}


async def test_nobody_else_loses_anything(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    leaver, _, _ = await scenes.a_badge(sessions)
    stayer, reference, _ = await scenes.a_badge(sessions, institution=leaver.institution)
    theirs = scene.where(await scene.every_cell(sessions), str(stayer.id))
    before = sorted(place for place, _ in theirs)

    await scene.left_for_good(client, issuer, leaver)
    await scene.worked(sessions)

    theirs = scene.where(await scene.every_cell(sessions), str(stayer.id))
    assert sorted(place for place, _ in theirs) == before
    answer = (await client.get("/v1/badges/lookup", params={"url": reference.url})).json()
    assert answer["official"] is True


async def test_the_log_keeps_its_order_and_tells_of_the_erasure(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    officer, _, badge = await scenes.a_badge(sessions)
    log = select(events.c.id, events.c.written, events.c.type, events.c.time)
    async with system_transaction(sessions) as session:
        await publish(session)
        before = (await session.execute(log.order_by(events.c.written))).all()

    await scene.left_for_good(client, issuer, officer)
    await scene.worked(sessions)

    async with system_transaction(sessions) as session:
        await publish(session)
        after = (await session.execute(log.order_by(events.c.written))).all()
        places = (await session.scalars(text("select position from events order by written"))).all()
    assert after[: len(before)] == before
    assert list(places) == list(range(1, len(after) + 1))
    assert await scenes.log_about(sessions, officer.id, badge.id) == [
        "officer.erased.v1",
        "badge.erased.v1",
    ]


async def test_killed_in_the_middle_leaves_everything_for_the_next_run(
    client: httpx.AsyncClient,
    issuer: TestIssuer,
    sessions: Sessions,
    cluster: Cluster,
    database: str,
) -> None:
    officer, _, _ = await scenes.a_badge(sessions)
    await scene.left_for_good(client, issuer, officer)
    before = sorted(await scene.every_cell(sessions))

    async with open_sessions(cluster.url(database)) as above, system_transaction(above) as holder:
        await holder.execute(text("lock table events in exclusive mode"))
        running = asyncio.create_task(scene.worked(sessions))
        await until(lambda: killed(holder), "the erasure, waiting to forget the events")
        with pytest.raises(DBAPIError):
            await running

    assert sorted(await scene.every_cell(sessions)) == before
    assert await scene.worked(sessions) == 1


async def killed(holder: Session) -> bool:
    """Whether a connection waited for the log, and was ended."""
    waiting = "select pid from pg_locks where not granted and relation = 'events'::regclass"
    ended = f"select count(pg_terminate_backend(pid)) from ({waiting}) as stuck"
    return bool(await holder.scalar(text(ended)))


async def test_nobody_is_erased_before_it_is_due(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    officer = await given.an_officer(sessions)
    await client.delete("/v1/me/consents/programme", headers=scene.me(issuer, officer))
    almost = datetime.now(UTC) + timedelta(hours=71, minutes=59)

    assert await scene.worked(sessions, almost) == 0
    assert await scene.worked(sessions, almost + timedelta(minutes=2)) == 1


async def test_an_invitation_that_came_after_the_wish_to_leave_stays(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    number = given.a_nip()
    officer = await enrolled(client, issuer, sessions, number)
    await client.delete("/v1/me/consents/programme", headers=scene.me(issuer, officer))
    code = await acts.invitation(client, issuer, officer.institution, number)

    await scene.worked(sessions, datetime.now(UTC) + timedelta(hours=73))

    back = await acts.enrolled(
        client, issuer, f"{officer.subject}-again", number=number, enrolment_code=code
    )
    assert back.status_code == 201, back.text


async def test_asked_for_again_the_sooner_moment_counts(sessions: Sessions) -> None:
    officer = await given.an_officer(sessions)
    now = datetime.now(UTC)

    for cause, hours in ((Cause.WITHDRAWN, 72), (Cause.ASKED, 0), (Cause.WITHDRAWN, 72)):
        wait = timedelta(hours=hours)
        async with system_transaction(sessions) as session:
            await service.schedule(session, scene.VAULT, officer.id, cause, wait=wait, now=now)

    async with system_transaction(sessions) as session:
        [((erasure, _), _)] = await service.erasures_of(session, scene.VAULT, officer.principal)
    assert (erasure.due_at, erasure.cause) == (now, Cause.ASKED)


async def test_the_metrics_tell_of_erasures_that_are_due_and_not_done(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    before = await unfinished(client)
    officer = await given.an_officer(sessions)
    await scene.left_for_good(client, issuer, officer)
    asked = await unfinished(client)
    await scene.worked(sessions)
    await scene.received(sessions, officer.id, "content")
    halfway = await unfinished(client)
    await scene.received(sessions, officer.id, "verification")

    assert (asked, halfway) == (before + 1, before + 1)
    assert await unfinished(client) == before


async def unfinished(client: httpx.AsyncClient) -> float:
    metrics = (await client.get("/metrics")).text
    assert "lencana_erasure_oldest_seconds" in metrics
    [line] = [
        line for line in metrics.splitlines() if line.startswith("lencana_erasures_unfinished ")
    ]
    return float(line.split()[1])
