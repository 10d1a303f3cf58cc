"""A name names; it leads nowhere, calls for nothing and poses as nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.writing.names import is_a_name, is_a_persons_name

PEOPLE = [
    "Sri Contoh",
    "Dr. Ir. H. Ma'ruf Contoh, S.T., M.M.",
    "Nur`aini",
    "Jean-Luc d’Arras",
    "Siti Contoh, S.Si., M.Si",
    "Brigjen. Pol. (Purn.) Contoh, S.H., M.H.",
    "A. A. Gde Ngurah Contoh, S.E., M.Ak",
    "Zoë Ñandú Łukasz",
]
THINGS = [
    "CPNS 2026 gelombang 1",
    "Komunikasi publik & etika media sosial",
    "Kementerian Komunikasi dan Digital (Komdigi)",
    "Pelatihan 2026/2027: dasar + lanjutan",
    "Sistem “SIASN”",
]
NEITHER = [
    "",
    "...",
    "Budi @penipu",
    "Budi <b>resmi</b>",
    "#CoblosNomorDua",
    "https://contoh.id",
    "judi.com",
    "kunjungi www.contoh",
    "bantuan.co.id",
    "t.me/bantuan",
    "Нomor",
    "Budi\nresmi",
    "Budi ✅",
    "Budi | resmi",
    "Budi_resmi",
    "ᴮudi",
    "١٢٣ Budi",
]


@pytest.mark.parametrize("name", PEOPLE)
def test_people_bear_titles_and_degrees(name: str) -> None:
    assert is_a_persons_name(name)
    assert is_a_name(name)


@pytest.mark.parametrize("name", THINGS)
def test_things_bear_digits_too(name: str) -> None:
    assert is_a_name(name)


@pytest.mark.parametrize("text", NEITHER)
def test_links_handles_marks_and_look_alikes_name_nobody(text: str) -> None:
    assert not is_a_name(text)
    assert not is_a_persons_name(text)


@pytest.mark.parametrize("name", ["Budi 2", "Budi & Ani", "Budi: resmi", "Budi + Ani", '"Budi"'])
def test_a_person_is_no_thing(name: str) -> None:
    assert is_a_name(name)
    assert not is_a_persons_name(name)


@given(st.text(max_size=40))
def test_whatever_is_a_persons_name_is_a_name_and_holds_no_digit(text: str) -> None:
    if is_a_persons_name(text):
        assert is_a_name(text)
        assert not any(map(str.isnumeric, text))
