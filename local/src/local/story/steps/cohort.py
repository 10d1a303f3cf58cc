"""Step 2: a PR head invites 120 people; 90 accept, consent and sign the pledge."""

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


async def invite_and_enrol(play: Play) -> list[Row]:
    """Who does not answer leaves no trace; who accepts becomes an officer."""
    people, wrong = invented(play.dice, INVITED), malformed()
    play.numbers |= {person.number for person in people} | set(wrong)
    cohort = await opened(play)
    answer = await invited(play, cohort, people, wrong)
    codes = {row["index"]: row["enrolment_code"] for row in answer["invited"]}
    actors = await actors_for(play)
    play.officers = [
        Officer(actor, people[index].number, people[index].category, codes[index])
        for index, actor in enumerate(actors)
    ]
    await enrolled(play)
    counted = await counted_officers(play, cohort)
    reasons = sorted({row["error"]["code"] for row in answer["refused"]})
    return [
        (
            Text(f"Undang {INVITED} orang, {len(wrong)} nomor salah", "invite a cohort"),
            f"{len(codes)} diundang, {len(answer['refused'])} ditolak ({len(reasons)} alasan)",
        ),
        (Text("Contoh alasan penolakan", "a reason, without the number"), told(answer["refused"])),
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


async def invited(play: Play, cohort: str, people: list[Person], wrong: list[str]) -> Any:
    """The good numbers and the malformed ones in one request; none is repeated in the answer."""
    rows = [{"number": person.number, "category": person.category} for person in people]
    rows += [{"number": number, "category": "PNS"} for number in wrong]
    path = f"/v1/cohorts/{cohort}/invitations"
    answer = await play.stage.post("registry", path, by="humas_head", json={"people": rows})
    expect(len(answer["invited"]) == INVITED, f"{len(answer['invited'])} diundang")
    refused = {row["index"] for row in answer["refused"]}
    expect(refused == set(range(INVITED, len(rows))), "bukan hanya nomor salah yang ditolak")
    return answer


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
