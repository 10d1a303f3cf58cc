"""Step 4: training results come in; five fail."""

from local.story.cast import FAILING, Play
from local.story.stage import expect
from local.story.telling import Row
from shared.calendar import JAKARTA
from shared.clock import current_time
from shared.language import Text

FIRST_FAILING = 80


async def record_training(play: Play) -> list[Row]:
    """No badge without training; sent twice, the same list changes nothing."""
    for officer in play.officers[FIRST_FAILING : FIRST_FAILING + FAILING]:
        officer.passed = False
    held = {
        "course": "Komunikasi publik dan etika media sosial",
        "held_on": current_time().astimezone(JAKARTA).date().isoformat(),
        "institution": play.institution,
    }
    session = await play.stage.post("registry", "/v1/training-sessions", by="humas_head", json=held)
    results = [{"officer_id": o.id, "passed": o.passed} for o in play.officers]
    path = f"/v1/training-sessions/{session['id']}/results"
    first = await play.stage.post("registry", path, by="humas_head", json={"results": results})
    again = await play.stage.post("registry", path, by="humas_head", json={"results": results})
    expect(first["accepted"] == len(results), f"{first['accepted']} hasil diterima")
    expect(again["unchanged"] == len(results), "hasil yang sama dihitung dua kali")
    passed = sum(officer.passed for officer in play.officers)
    return [
        (
            Text("Catat hasil pelatihan", "record training results"),
            f"{passed} lulus, {len(results) - passed} tidak lulus",
        ),
        (
            Text("Kirim daftar yang sama lagi", "send the same list again"),
            f"{again['accepted']} baru, {again['unchanged']} tetap",
        ),
    ]
