"""Step 4: officers join with the trainer's code, results come in, one is set right; five fail."""

from typing import Any

from local.story.cast import FAILING, Officer, Play
from local.story.stage import expect, together
from local.story.telling import Row
from shared.calendar import JAKARTA
from shared.clock import current_time
from shared.language import Text

FIRST_FAILING = 80
SESSIONS = "/v1/training-sessions"


async def record_training(play: Play) -> list[Row]:
    """No badge without training; sent twice, the same list changes nothing."""
    for officer in play.officers[FIRST_FAILING : FIRST_FAILING + FAILING]:
        officer.passed = False
    session = await announced(play)
    await together(lambda officer: joined(play, officer, session["join_code"]), play.officers)
    path = f"{SESSIONS}/{session['id']}"
    places = await seen(play, path)
    passed = await recorded(play, path, places)
    named = sum(bool(officer.name) for officer in play.officers)
    return [
        (
            Text("Bergabung dengan kode pelatih", "join with the trainer's code"),
            f"{len(places)} peserta: {named} dengan nama, {len(places) - named} dengan nomor",
        ),
        (
            Text("Catat hasil pelatihan, satu dikoreksi", "record results, set one right"),
            f"{passed} lulus, {len(places) - passed} tidak lulus",
        ),
    ]


async def recorded(play: Play, path: str, places: dict[str, str]) -> int:
    """One list, sent twice, and the correction of one line; how many passed."""
    wrong = play.officers[0]
    results = [
        {"participant_id": places[o.label], "passed": o.passed and o is not wrong}
        for o in play.officers
    ]
    first = await sent(play, f"{path}/results", results=results)
    again = await sent(play, f"{path}/results", results=results)
    expect(first["accepted"] == len(results), f"{first['accepted']} hasil diterima")
    expect(again["unchanged"] == len(results), "hasil yang sama dihitung dua kali")
    corrected = await sent(
        play,
        f"{path}/corrections",
        participant_id=places[wrong.label],
        passed=True,
        reason="entered_wrongly",
    )
    expect(corrected["passed"], "koreksi tidak tercatat")
    return sum(officer.passed for officer in play.officers)


async def announced(play: Play) -> Any:
    """Today's session, with the code for those in the room."""
    held = {
        "course": "Komunikasi publik dan etika media sosial",
        "held_on": current_time().astimezone(JAKARTA).date().isoformat(),
        "institution": play.institution,
    }
    return await sent(play, SESSIONS, **held)


async def joined(play: Play, officer: Officer, code: str) -> None:
    """By the own act; from then on the trainer knows them by a number, or the name they show."""
    path, order = "/v1/me/training", {"join_code": code}
    mine = await play.stage.post("registry", path, by=officer.actor, json=order)
    officer.label = f"Peserta {mine['place']}"


async def seen(play: Play, path: str) -> dict[str, str]:
    """What the trainer sees of everybody: the id of each place, under its number."""
    listed = await play.stage.pages("registry", f"{path}/participants", by="humas_head")
    names = {f"Peserta {each['place']}": each["label"] for each in listed}
    expected = {o.label: o.name or o.label for o in play.officers}
    expect(names == expected, "peserta yang lain, atau nama yang tidak ditampilkan")
    return {f"Peserta {each['place']}": str(each["id"]) for each in listed}


async def sent(play: Play, path: str, **order: Any) -> Any:
    """One order of the trainer, here the PR head."""
    return await play.stage.post("registry", path, by="humas_head", json=order)
