"""What may stand in the texts of a message, and in the reason it is taken back with."""

import pytest

from content.publications.rules import REASONS, WithdrawalReason
from tests.content import given
from tests.content.desk import Desk


async def test_a_call_against_a_person_is_explained_with_its_words_and_rule(desk: Desk) -> None:
    body = "Kabar jalan rusak dari @ibu_sari tidak benar. Balas dia!"
    draft = await desk.drafted(title="Pilih nomor urut 2", body=body)

    answer = await desk.post(f"/v1/messages/{draft['id']}/submission")

    number, _, account, call = answer.json()["errors"]
    assert (answer.status_code, number["pointer"], account["pointer"]) == (409, "#/title", "#/body")
    assert (number["code"], number["words"]) == ("ballot_number", "pilih nomor urut 2")
    assert (account["code"], "words" in account) == ("private_account", False)
    assert call["rule"].startswith("calls/reply_to_a_person@")
    assert call["words"] == "balas dia"
    assert "ibu_sari" not in answer.text
    assert [f["rule"] for f in draft["findings"]] == [e["rule"] for e in answer.json()["errors"]]


@pytest.mark.parametrize(
    "reason",
    [
        "Pilih nomor urut 2, Bupati Budi terbukti berhasil.",
        "Angka pada paragraf 2 keliru.",
        "Facts_wrong",
        "",
        None,
    ],
)
async def test_nobody_writes_a_word_of_a_withdrawal_since_nobody_clears_it(
    desk: Desk, reason: str | None
) -> None:
    message = await desk.released()
    path = f"/v1/messages/{message['id']}/withdrawal"

    answer = await desk.post(path, {"reason": reason})
    page = await desk.client.get(f"/p/{message['id']}")

    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (400, "#/reason")
    assert page.status_code == 200


@pytest.mark.parametrize("reason", list(WithdrawalReason))
async def test_each_reason_has_a_sentence_in_the_language_of_the_message(
    desk: Desk, reason: WithdrawalReason
) -> None:
    message = await desk.released(language="en")

    await desk.withdrawn(message, reason)

    told = (await desk.client.get(f"/v1/public/messages/{message['id']}")).json()["withdrawal"]
    assert (told["code"], told["reason"]) == (reason, REASONS[reason].en)


async def test_a_text_may_come_with_the_line_ends_of_a_form(desk: Desk) -> None:
    message = await desk.drafted(body="Satu\r\ndua\ttiga")

    assert message["body"] == "Satu\ndua\ttiga"


@pytest.mark.parametrize(
    "url",
    [
        "https://www.komdigi.go.id@evil.example/siaran",
        "https:///a",
        "https://2130706433/",
        "https://[::1]/",
        "https://www.komdigi.go.id%2f@evil.example/",
        "https://localhost/a",
    ],
)
async def test_a_source_that_leads_elsewhere_is_refused(desk: Desk, url: str) -> None:
    evidence = [{"title": "Siaran pers", "url": url}]

    answer = await desk.post("/v1/messages", given.draft(desk.institution, evidence=evidence))

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["pointer"] == "#/evidence/0/url"


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("ban", "\u1b29\u1b2e\u1b36\u200b\u1b29\u1b2e\u1b36"),
        ("jv", "\ua997\u200c\ua9ae"),
        ("ms", "\u0645\u06cc\u200c\u062e\u0648"),
    ],
)
async def test_scripts_of_the_languages_offered_keep_their_joiners(
    desk: Desk, language: str, body: str
) -> None:
    message = await desk.submitted(language=language, body=body)

    assert (message["state"], message["body"], message["findings"]) == ("submitted", body, [])
