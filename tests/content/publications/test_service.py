"""Publishing, taking back and finding, without the way a message takes to it."""

from datetime import timedelta
from uuid import uuid4

import pytest

from content.publications import service
from content.publications.errors import PublicationUnknown
from content.wordings.rules.wording import Tongue
from shared.database import Sessions, system_transaction
from tests.content.words import NOW, WORDING, published, retracted

LATER = NOW + timedelta(hours=1)


async def test_a_publication_holds_every_word_as_it_was_released(sessions: Sessions) -> None:
    message_id = await published(sessions)

    async with system_transaction(sessions) as session:
        held = await service.publication(session, message_id)

    assert {name: getattr(held, name) for name in WORDING.columns()} == WORDING.columns()
    assert (held.released_at, held.updated_at, held.withdrawn_at) == (NOW, NOW, None)


@pytest.mark.parametrize(
    ("language", "label"),
    [
        (Tongue.ENGLISH, "I am a civil servant; official material from Kementerian Uji"),
        (Tongue.INDONESIAN, "Saya ASN; materi resmi dari Kementerian Uji"),
    ],
)
async def test_the_label_is_written_at_the_release(
    sessions: Sessions, language: Tongue, label: str
) -> None:
    message_id = await published(sessions, language=language)

    async with system_transaction(sessions) as session:
        assert (await service.publication(session, message_id)).label == label


async def test_what_is_taken_back_keeps_its_title_and_loses_its_words(sessions: Sessions) -> None:
    message_id, other = await published(sessions), await published(sessions)

    await retracted(sessions, message_id, at=LATER)

    async with system_transaction(sessions) as session:
        struck = await service.publication(session, message_id)
        spared = await service.publication(session, other)
    assert (struck.title, struck.institution_name) == ("Judul", "Kementerian Uji")
    assert (struck.summary, struck.body, struck.evidence) == ("", "", [])
    assert (struck.withdrawn_at, struck.updated_at) == (LATER, LATER)
    assert struck.withdrawal_reason == "facts_wrong"
    assert (spared.body, spared.withdrawn_at) == ("Isi", None)


async def test_a_publication_is_found_by_the_address_of_its_page(sessions: Sessions) -> None:
    message_id = await published(sessions)

    async with system_transaction(sessions) as session:
        found = await service.publication_at(session, str(message_id))

    assert found.message_id == message_id


@pytest.mark.parametrize("address", ["", "terpotong-8f2", "6f1d2f0c-9f5b-4a7e-8c1d-2b6f0a9d4e11"])
async def test_a_mangled_address_leads_to_nothing(sessions: Sessions, address: str) -> None:
    async with system_transaction(sessions) as session:
        with pytest.raises(PublicationUnknown):
            await service.publication_at(session, address)


def test_the_page_of_a_message_lies_below_p() -> None:
    message_id = uuid4()

    assert service.page_url("https://pesan.go.id", message_id) == (
        f"https://pesan.go.id/p/{message_id}"
    )
