"""What people and HR systems ask of the registry about officers."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from shared.testing.tokens import TestIssuer

HR = "registry.officers.read registry.officers.write"
AGREED = {
    "pledge_version": "2026-1",
    "consents": ["programme", "audience_analysis"],
    "consent_text_version": "2026-1",
    "language": "id",
}


async def invitation(
    client: httpx.AsyncClient, issuer: TestIssuer, institution: str, number: str
) -> str:
    """The enrolment code of an open invitation."""
    headers = issuer.headers("registry.cohorts.write", [institution])
    order = {
        "name": "CPNS 2026",
        "institution": institution,
        "starts_on": "2026-11-01",
        "expires_on": (datetime.now(UTC) + timedelta(days=30)).date().isoformat(),
    }
    location = (await client.post("/v1/cohorts", json=order, headers=headers)).headers["Location"]
    people = {"people": [{"number": number, "category": "PNS"}]}
    fresh = issuer.headers("registry.cohorts.write", [institution])
    answer = await client.post(f"{location}/invitations", json=people, headers=fresh)
    return str(answer.json()["invited"][0]["enrolment_code"])


async def enrolled(
    client: httpx.AsyncClient, issuer: TestIssuer, subject: str, **order: Any
) -> httpx.Response:
    headers = issuer.headers("registry.me", subject=subject)
    return await client.post("/v1/me/enrolment", json=AGREED | order, headers=headers)


async def provisioned(
    client: httpx.AsyncClient, issuer: TestIssuer, institution: str, number: str
) -> httpx.Response:
    order = {"institution": institution, "category": "PNS", "number": number}
    headers = issuer.headers(HR, [institution])
    return await client.post("/v1/officers", json=order, headers=headers)
