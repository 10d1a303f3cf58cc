"""Step 9: a message is drafted, cleared by two others, released, and reaches exactly its people."""

from datetime import timedelta
from typing import Any

from local.story.cast import Account, Officer, Play
from local.story.stage import eventually, expect, together
from local.story.steps.accounts import problem
from local.story.steps.badges import in_force
from local.story.telling import Row
from shared.clock import current_time
from shared.language import Text

PLATFORM = "instagram"
FEED = "/v1/feeds/bagimu-negeri.json"
CLOSED = "closed"


async def publish_message(play: Play) -> list[Row]:
    """Who wrote it may not clear it; who holds a badge on Instagram receives it."""
    play.message = await drafted(play)
    path = f"/v1/messages/{play.message['id']}"
    await play.stage.post("content", f"{path}/submission", by="humas_head")
    own = await cleared(play, "humas_head", expect_status=403)
    await cleared(play, "reviewer_a")
    twice = await cleared(play, "reviewer_a", expect_status=409)
    await cleared(play, "reviewer_b")
    free = await countered(play)
    released = await play.stage.post("content", f"{path}/release", by="humas_head")
    expect(released["state"] == "released", f"pesan {released['state']}")
    reached, others, closed = await eventually(
        lambda: delivered(play), "pesan sampai di kotak masuk yang tepat"
    )
    return [
        (Text("Penulis menyetujui sendiri", "the author clears"), problem(own)),
        (Text("Penelaah yang sama dua kali", "the same person twice"), problem(twice)),
        (Text("Klarifikasi tanpa klaim", "a clarification without a claim"), problem(free)),
        (
            Text("Dua orang lain setuju, pesan dirilis", "two others clear, released"),
            play.message["title"],
        ),
        (
            Text(f"Kotak masuk: sasaran {PLATFORM}", "inboxes of the targeted officers"),
            f"{reached} menerima, {others} tidak disasar, {closed} tanpa lencana (tertutup)",
        ),
        await in_feed(play),
        await on_page(play),
    ]


async def countered(play: Play) -> Any:
    """Nobody can aim a clarification at somebody's criticism: what it answers was never checked."""
    draft = await drafted(play, kind="clarification")
    path = f"/v1/messages/{draft['id']}/submission"
    answer = await play.stage.ask("POST", "content", path, by="humas_head", expect=409)
    return answer.json()


async def drafted(play: Play, kind: str = "programme") -> Any:
    """By the PR head of the institution, with a source."""
    wanted = {
        "institution": play.institution,
        "kind": kind,
        "channel": "bagimu-negeri",
        "language": "id",
        "title": f"Internet desa tersambung, kabar ke-{play.dice.randrange(10**6):06d}",
        "summary": "Sekolah dan puskesmas di desa kini dapat memakai internet tanpa biaya.",
        "body": "Pemasangan selesai bulan ini.\n\nDaftar lokasi ada pada tautan sumber.",
        "evidence": [{"title": "Siaran pers", "url": "https://www.komdigi.go.id/berita"}],
        "audience": {"institutions": [play.institution], "platforms": [PLATFORM]},
        "expires_at": (current_time() + timedelta(days=60)).isoformat(timespec="seconds"),
    }
    return await play.stage.post("content", "/v1/messages", by="humas_head", json=wanted)


async def cleared(play: Play, by: str, *, expect_status: int = 200) -> Any:
    """One reader's word on the version that is there."""
    said = {"version": play.message["version"], "statement": "Sumber dibuka, angkanya cocok."}
    path = f"/v1/messages/{play.message['id']}/clearances"
    allowed = (200, 201) if expect_status == 200 else expect_status
    answer = await play.stage.ask("POST", "content", path, by=by, json=said, expect=allowed)
    return answer.json()


async def delivered(play: Play) -> tuple[int, int, int] | None:
    """Once every inbox follows from the badges held now: how many got it, did not, have none."""
    active = await in_force(play)
    wanted = [expected_inbox(officer, active) for officer in play.officers]
    seen = await together(lambda officer: copies(play, officer), play.officers)
    if seen != wanted:
        return None
    return wanted.count(1), wanted.count(0), wanted.count(CLOSED)


def expected_inbox(officer: Officer, active: list[Account]) -> int | str:
    """One copy, none, or no inbox at all."""
    badges = [account for account in officer.accounts if account in active]
    if not badges:
        return CLOSED
    return int(any(account.platform == PLATFORM for account in badges))


async def copies(play: Play, officer: Officer) -> int | str:
    """How often the message lies in the officer's inbox."""
    answer = await play.stage.ask(
        "GET",
        "content",
        "/v1/me/inbox",
        by=officer.actor,
        params={"limit": "100"},
        expect=(200, 403),
    )
    if answer.status_code == 403:
        return CLOSED
    items = answer.json()["items"]
    return [item["message_id"] for item in items].count(play.message["id"])


async def in_feed(play: Play) -> Row:
    """JSON Feed 1.1, for everybody."""
    count = await copies_in_feed(play)
    expect(count == 1, f"{count} kali di umpan")
    play.places["feed_url"] = f"{play.stage.addresses['content']}{FEED}"
    return Text("Umpan publik JSON", "the public JSON feed"), play.places["feed_url"]


async def copies_in_feed(play: Play) -> int:
    """How often the message stands in the feed."""
    feed = await play.stage.get("content", FEED)
    return sum(play.message["id"] in str(item["id"]) for item in feed["items"])


async def on_page(play: Play) -> Row:
    """What a citizen reads, with the words that say who speaks."""
    path = f"/p/{play.message['id']}"
    page = await play.stage.ask("GET", "content", path)
    expect(play.message["title"] in page.text, "judul tidak ada di halaman")
    expect(play.message["disclosure_label"] in page.text, "label tidak ada di halaman")
    play.places["message_url"] = f"{play.stage.addresses['content']}{path}"
    return Text("Halaman untuk warga", "a page a citizen reads"), play.places["message_url"]
