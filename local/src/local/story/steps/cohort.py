"""Step 2: a PR head invites 120 people; 90 accept, consent and sign the pledge."""

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
KNOWN_ALREADY = {"already_invited", "already_enrolled"}
"""Of a good number; somebody played with these dice before, and others are invited instead."""


async def invite_and_enrol(play: Play) -> list[Row]:
    """Who does not answer leaves no trace; who accepts becomes an officer."""
    cohort = await opened(play)
    refused = await refused_for(play, cohort, malformed())
    guests, known = await invited(play, cohort)
    actors = await actors_for(play)
    play.officers = [
        Officer(actor, person.number, person.category, code)
        for actor, (person, code) in zip(actors, guests, strict=False)
    ]
    await enrolled(play)
    counted = await counted_officers(play, cohort)
    reasons = sorted({row["error"]["code"] for row in refused})
    others = f", {known} sudah dikenal dan diganti orang lain" if known else ""
    return [
        (
            Text(f"Undang {INVITED} orang, {len(refused)} nomor salah", "invite a cohort"),
            f"{len(guests)} diundang, {len(refused)} ditolak ({len(reasons)} alasan){others}",
        ),
        (Text("Contoh alasan penolakan", "a reason, without the number"), told(refused)),
        (
            Text("Menerima undangan, menyetujui, berikrar", "accept, consent, pledge"),
            f"{counted} ASN aktif",
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


async def invited(play: Play, cohort: str) -> tuple[list[tuple[Person, str]], int]:
    """People with their codes, and how many numbers this stack knew from an earlier play."""
    guests: list[tuple[Person, str]] = []
    known = 0
    while len(guests) < INVITED:
        people = invented(play.dice, INVITED - len(guests), besides=play.numbers)
        answer = await sent(play, cohort, people)
        reasons = {row["error"]["code"] for row in answer["refused"]}
        expect(reasons <= KNOWN_ALREADY, f"nomor yang benar ditolak: {sorted(reasons)}")
        guests += [(people[row["index"]], row["enrolment_code"]) for row in answer["invited"]]
        known += len(answer["refused"])
    return guests, known


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
    return first + await together(lambda name: registered(play, name, SCOPE), names)


async def registered(play: Play, name: str, scope: str) -> Actor:
    """A client of the embedded issuer, made by the admin."""
    wanted = {"name": name, "scope": scope, "institutions": [play.institution]}
    client = await play.stage.post("registry", "/v1/clients", by="admin", json=wanted)
    return Actor(client["client_id"], client["client_secret"])


async def appointed(play: Play, name: str, scope: str) -> Actor:
    """A client that reviews: one admin proposes it, another confirms, each sees half a secret."""
    wanted = {"name": name, "scope": scope, "institutions": [play.institution]}
    proposed = await play.stage.post("registry", "/v1/clients", by="admin", json=wanted)
    url = f"/v1/client-grants/{proposed['grant']['id']}/confirmation"
    confirmed = await play.stage.post("registry", url, by="admin_b")
    halves = (proposed["client_secret"], confirmed["client_secret"])
    return Actor(proposed["client_id"], ".".join(halves))


async def enrolled(play: Play) -> None:
    """Everybody accepts with the code, the own number, the pledge and both consents."""
    pledge = await play.stage.get("registry", "/v1/pledge")
    consents = await play.stage.get("registry", "/v1/consents")

    async def accept(officer: Officer) -> None:
        order = {
            "enrolment_code": officer.enrolment_code,
            "number": officer.number,
            "pledge_version": pledge["version"],
            "consents": [item["purpose"] for item in consents["items"]],
            "consent_text_version": consents["version"],
            "language": "id",
        }
        accepted = await play.stage.post(
            "registry", "/v1/me/enrolment", by=officer.actor, json=order
        )
        officer.id = accepted["id"]

    await together(accept, play.officers)


async def counted_officers(play: Play, cohort: str) -> int:
    """As the PR head sees them: ids and states, no numbers."""
    seen = await play.stage.pages("registry", "/v1/officers", by="humas_head")
    ours = [o for o in seen if o["cohort_id"] == cohort and o["state"] == "active"]
    expect(len(ours) == ACCEPTING, f"{len(ours)} ASN aktif, bukan {ACCEPTING}")
    expect({o["id"] for o in ours} == {o.id for o in play.officers}, "ASN yang lain")
    return len(ours)
