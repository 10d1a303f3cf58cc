"""A run struck ten times, each time within another statement, loses and doubles nothing."""

import asyncio
import subprocess
import sys

from httpx import AsyncClient

from shared.calendar import IsoWeek
from shared.clock import current_time
from shared.database import Sessions
from shared.testing.tokens import TestIssuer
from tests.verification.runs.counting import accounts_of, every_account_was_judged_once
from verification.settings import Settings


async def test_a_run_struck_ten_times_judges_every_account_once(
    client: AsyncClient, sessions: Sessions, issuer: TestIssuer, settings: Settings
) -> None:
    week = IsoWeek.of(current_time())
    await accounts_of(sessions, week)
    headers = issuer.headers("verification.runs.write")
    started = await client.post("/v1/runs", json={"week": str(week)}, headers=headers)
    run_id = started.json()["id"]

    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.verification.runs.blows"),
        *(settings.database_url.get_secret_value(), run_id),
        stdout=subprocess.PIPE,
    )
    told, _ = await process.communicate()

    assert told.strip() == b"10"
    await every_account_was_judged_once(sessions, run_id)
