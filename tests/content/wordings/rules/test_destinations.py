"""Where a link leads and what it says, as a source and in prose."""

import pytest

from content.wordings.rules.screening import Finding
from tests.content.wordings.rules.test_screening import found, linked


@pytest.mark.parametrize(
    ("link", "finding"),
    [
        ("https://a.go.id/?q=balas%20dia", Finding.CALL_AGAINST_PERSON),
        ("https://a.go.id/?q=balas+dia", Finding.CALL_AGAINST_PERSON),
        ("https://a.go.id/berita#balas-dia", Finding.CALL_AGAINST_PERSON),
        ("https://a.go.id/?coblos-nomor-urut-2", Finding.BALLOT_NUMBER),
        ("https://coblos.nomor.urut.2.a.id/", Finding.BALLOT_NUMBER),
        ("https://bit.ly/vaksin", Finding.SHORTENED_LINK),
        ("https://www.s.id/vaksin", Finding.SHORTENED_LINK),
        ("https://t.co/a", Finding.SHORTENED_LINK),
        ("https://wa.me/62811", Finding.CHAT_LINK),
        ("https://t.me/joinchat/a", Finding.CHAT_LINK),
        ("https://a.go.id:8443/berita", Finding.DECEPTIVE_LINK),
        ("https://komdigi.go.id.evil.com/berita", Finding.DECEPTIVE_LINK),
        ("https://komdigi-go-id.evil.com/berita", Finding.DECEPTIVE_LINK),
    ],
)
def test_where_a_link_leads_and_what_it_says_is_found(link: str, finding: Finding) -> None:
    assert ("/evidence/0/url", finding) in linked(link)
    assert finding in found(f"Lihat {link} ya")


@pytest.mark.parametrize(
    "link",
    [
        "https://turnbackhoax.id/2026/11/01/salah-coblos-nomor-urut-2",
        "https://a.go.id/coblos_nomer_urut_2",
        "https://a.go.id/coblos/nomor/2",
    ],
)
def test_the_path_of_a_source_may_quote_a_hoax_and_people_look(link: str) -> None:
    assert {finding for _, finding in linked(link)} == {Finding.POLITICAL_TERM}
    assert Finding.BALLOT_NUMBER in found(f"Lihat {link} ya")


@pytest.mark.parametrize(
    "link",
    [
        "https://www.komdigi.go.id:443/berita/hoaks-vaksin",
        "https://www.kemkes.go.id/id/terima-paket-vaksin?page=2",
        "https://cargo.id/berita",
        "https://peraturan.bpk.go.id/Details/274494/uu-no-20-tahun-2023",
        "https://lapor.go.id/laporkan-jalan-rusak",
        "https://turnbackhoax.id/2026/11/01/salah-vaksin-berbahaya/",
    ],
)
def test_links_of_every_day_pass(link: str) -> None:
    assert linked(link) == []
