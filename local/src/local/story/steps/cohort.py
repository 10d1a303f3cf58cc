"""Step 2: a PR head invites 120 people; 90 accept, consent, sign the pledge, some with a name."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from local.story.cast import ACCEPTING, INVITED, Officer, Play
from local.story.numbers import Person, invented, malformed
from local.story.stage import Actor, expect, together
from local.story.telling import Row
from shared.calendar import JAKARTA
from shared.clock import current_time
from shared.language import Text

SCOPE = "registry.me verification.me content.me"
ENROLLED_BEFORE = "/problems/number-already-registered"
"""Told to the person alone; somebody played with these dice before, and others accept instead."""

FIRST_NAMES = ("Ani", "Budi", "Citra", "Dewi", "Eko", "Fitri", "Gilang", "Hana", "Indra")
LAST_NAMES = ("Contoh", "Rekaan", "Misal", "Teladan", "Umpama")


async def invite_and_enrol(play: Play) -> list[Row]:
    """Who does not answer leaves no trace; who accepts becomes an officer."""
    cohort = await opened(play)
    refused = await refused_for(play, cohort, malformed())
    guests = await invited(play, cohort, INVITED)
    replaced = await enrolled(play, cohort, await actors_for(play), guests)
    shown = await counted_officers(play)
    reasons = sorted({row["error"]["code"] for row in refused})
    others = f", {replaced} sudah ikut dan diganti orang lain" if replaced else ""
    return [
        (
            Text(f"Undang {INVITED} orang, {len(refused)} nomor salah", "invite a cohort"),
            f"{len(guests)} diundang, {len(refused)} ditolak ({len(reasons)} alasan)",
        ),
        (Text("Contoh alasan penolakan", "a reason, without the number"), told(refused)),
        (
            Text("Menerima undangan, menyetujui, berikrar", "accept, consent, pledge"),
            f"{len(play.officers)} ASN aktif{others}",
        ),
        (
            Text("Yang dilihat kepala humas", "what the PR head sees"),
            f"{shown} yang menampilkan nama; yang lain dan yang diam tidak tampak",
        ),
    ]


def told(refused: list[dict[str, Any]]) -> str:
    """One of the sentences a PR head reads."""
    return str(refused[0]["error"]["text_id"])


async def opened(play: Play) -> str:
    """A new cohort of the PR head's institution."""
    today = current_time().astimezone(JAKARTA).date()
    wanted = {
        "name": f"CPNS gelombang {play.dice.randrange(10**6):06d}",
        "institution": play.institution,
        "starts_on": today.isoformat(),
        "expires_on": (today + timedelta(days=7)).isoformat(),
    }
    cohort = await play.stage.post("registry", "/v1/cohorts", by="humas_head", json=wanted)
    return str(cohort["id"])


async def refused_for(play: Play, cohort: str, wrong: list[str]) -> list[dict[str, Any]]:
    """Every malformed number is refused with a reason, and none is repeated in the answer."""
    answer = await sent(play, cohort, [Person(number, "PNS") for number in wrong])
    expect(not answer["invited"], f"{len(answer['invited'])} nomor salah diundang")
    refused: list[dict[str, Any]] = answer["refused"]
    expect([row["index"] for row in refused] == list(range(len(wrong))), "tidak semua ditolak")
    return refused


async def invited(play: Play, cohort: str, count: int) -> list[tuple[Person, str]]:
    """People with their codes: everybody whose number is sound gets one."""
    people = invented(play.dice, count, besides=play.numbers)
    answer = await sent(play, cohort, people)
    expect(not answer["refused"], f"nomor yang benar ditolak: {answer['refused']}")
    return [(people[row["index"]], row["enrolment_code"]) for row in answer["invited"]]


async def sent(play: Play, cohort: str, people: Sequence[Person]) -> Any:
    """One list of a PR head; its numbers are searched for at the end of the story."""
    play.numbers |= {person.number for person in people}
    rows = [{"number": person.number, "category": person.category} for person in people]
    path = f"/v1/cohorts/{cohort}/invitations"
    return await play.stage.post("registry", path, by="humas_head", json={"people": rows})


async def actors_for(play: Play) -> list[Actor]:
    """Ninety people with credentials; the persona ``asn`` is the first of the first cohort."""
    persona = play.stage.personas["asn"]
    known = await play.stage.ask("GET", "registry", "/v1/me", by=persona, expect=(200, 404))
    first = [persona] if known.status_code == 404 else []
    names = [f"ASN {number:02d}" for number in range(ACCEPTING - len(first))]
    return first + await together(lambda name: appointed(play, name, SCOPE), names)


async def appointed(play: Play, name: str, scope: str) -> Actor:
    """A client that stands for somebody: one admin proposes it, another confirms, each sees half
    of its secret.
    """
    wanted = {"name": name, "scope": scope, "institutions": [play.institution]}
    proposed = await play.stage.post("registry", "/v1/clients", by="admin", json=wanted)
    url = f"/v1/client-grants/{proposed['grant']['id']}/confirmation"
    confirmed = await play.stage.post("registry", url, by="admin_b")
    halves = (proposed["client_secret"], confirmed["client_secret"])
    return Actor(proposed["client_id"], ".".join(halves))


async def enrolled(
    play: Play, cohort: str, actors: list[Actor], guests: list[tuple[Person, str]]
) -> int:
    """Everybody accepts with code, number, pledge and consents; how many took part before."""
    pledge = await play.stage.get("registry", "/v1/pledge")
    consents = await play.stage.get("registry", "/v1/consents")
    versions = {
        "pledge_version": pledge["version"],
        "consent_text_version": consents["version"],
        "language": "id",
    }
    waiting, pool, replaced = list(actors), list(guests), 0
    while waiting:
        if len(pool) < len(waiting):
            pool += await invited(play, cohort, len(waiting))
        officers = [cast(play, actor, *pool.pop(0)) for actor in waiting]
        heard = await together(lambda officer: accepted(play, officer, versions), officers)
        play.officers += [officer for officer, taken in zip(officers, heard, strict=True) if taken]
        waiting = [o.actor for o, taken in zip(officers, heard, strict=True) if not taken]
        replaced += len(waiting)
    return replaced


def cast(play: Play, actor: Actor, person: Person, code: str) -> Officer:
    """Every second one shows the own name to the institution."""
    shows = play.dice.random() < 1 / 2
    name = f"{play.dice.choice(FIRST_NAMES)} {play.dice.choice(LAST_NAMES)}" if shows else ""
    return Officer(actor, person.number, person.category, code, name)


async def accepted(play: Play, officer: Officer, versions: dict[str, str]) -> bool:
    """Whether the person is an officer now; whoever took part before hears so alone."""
    order: dict[str, Any] = {
        **versions,
        "enrolment_code": officer.enrolment_code,
        "number": officer.number,
        "consents": ["programme", "audience_analysis"],
    }
    if officer.name:
        order |= {"name": officer.name, "consents": [*order["consents"], "institution_name"]}
    answer = await play.stage.ask(
        "POST", "registry", "/v1/me/enrolment", by=officer.actor, json=order, expect=(201, 409)
    )
    told = answer.json()
    if answer.status_code != 201:
        expect(told["type"] == ENROLLED_BEFORE, f"pendaftaran ditolak: {told['type']}")
        return False
    officer.id = told["id"]
    return True


async def counted_officers(play: Play) -> int:
    """Those who show their names, and nothing of those who do not or who never answered."""
    seen = await play.stage.pages("registry", "/v1/officers", by="humas_head")
    ours = {o.id: o.name for o in play.officers}
    shown = {o["id"]: o["name"] for o in seen if o["id"] in ours}
    expect(shown == {id: name for id, name in ours.items() if name}, "nama yang lain tampak")
    return len(shown)
