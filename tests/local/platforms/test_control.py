"""The director of the simulation is told what it asked wrongly, and its world survives."""

from pathlib import Path

import httpx
import pytest

from local.platforms.app import build_platforms


def director(state: Path | None = None) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(build_platforms(state=state))
    return httpx.AsyncClient(transport=transport, base_url="http://platforms/_control")


async def test_profiles_survive_a_restart(tmp_path: Path) -> None:
    async with director(tmp_path / "profiles.json") as before:
        created = (await before.put("/x/profiles/warga_01", json={"bio": "Halo"})).json()

    async with director(tmp_path / "profiles.json") as after:
        assert (await after.get("/x/profiles/warga_01")).json() == created


async def test_an_edit_changes_only_what_it_names() -> None:
    async with director() as platforms:
        await platforms.put("/x/profiles/warga_01", json={"bio": "Halo", "followers": 5})

        edited = (await platforms.put("/x/profiles/warga_01", json={"bio": "Baru"})).json()

        assert (edited["bio"], edited["followers"]) == ("Baru", 5)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/x/profiles/warga_01", {"nama": "?"}),
        ("/x/profiles/warga_01", {"followers": "many"}),
        ("/tiktok/profiles/warga_01", {}),
        ("/x/behaviour", {"explode": True}),
    ],
)
async def test_a_wrong_request_is_refused(path: str, body: dict[str, object]) -> None:
    async with director() as platforms:
        assert (await platforms.put(path, json=body)).status_code == 400


async def test_a_handle_in_use_cannot_be_taken() -> None:
    async with director() as platforms:
        await platforms.put("/x/profiles/satu", json={})
        await platforms.put("/x/profiles/dua", json={})

        renaming = await platforms.post("/x/profiles/satu/renaming", json={"handle": "Dua"})

        assert renaming.status_code == 409


async def test_an_account_that_is_gone_is_gone() -> None:
    async with director() as platforms:
        await platforms.put("/x/profiles/satu", json={})

        await platforms.delete("/x/profiles/satu")

        assert (await platforms.get("/x/profiles/satu")).status_code == 404
