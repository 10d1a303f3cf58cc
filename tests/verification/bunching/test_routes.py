"""The report on bunching, counted when a run is completed."""

from httpx import AsyncClient

from shared.database import Sessions
from tests.verification import given, judging


async def test_before_the_first_run_there_is_nothing_to_tell(client: AsyncClient) -> None:
    answer = await client.get("/v1/reports/bunching")
    assert (answer.status_code, answer.json()) == (200, {"week": None, "platforms": []})


async def test_anybody_reads_counts_of_platforms_and_no_small_ones(
    client: AsyncClient, sessions: Sessions
) -> None:
    for audience in [*range(450, 460), *range(510, 525), *range(570, 580), 440, 619, 620, 439]:
        account = await given.linked_account(sessions)
        readings = given.calm_readings(audience=audience, weeks=8)
        await given.observed(sessions, account, readings)
    lonely = await given.linked_account(sessions, platform="x")
    await given.observed(sessions, lonely, given.calm_readings(audience=510, weeks=8))
    await judging.judged(sessions, given.WEEK)

    report = (await client.get("/v1/reports/bunching")).json()

    instagram, x = report["platforms"]
    assert report["week"] == "2026-W47"
    assert (instagram["below"], instagram["within"], instagram["above"]) == (11, 15, 11)
    assert (instagram["expected"], instagram["remarkable"]) == (11.0, False)
    assert set(x.values()) == {"x", None}
