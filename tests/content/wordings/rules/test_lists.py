"""The lists are data: each has its source, every rule bites, and innocent texts pass."""

import re

import pytest

from content.wordings.rules.findings import FLAGS, Finding
from content.wordings.rules.lists import OF_WORDS, hits, read, rules_of
from shared.writing.letters import words

LISTS = [*OF_WORDS, "accounts", "links", "persons"]


def found(text: str) -> set[Finding]:
    return {hit.finding for hit in hits(words(text))}


def blocked(text: str) -> set[Finding]:
    return found(text) - FLAGS


@pytest.mark.parametrize("name", LISTS)
def test_every_list_tells_its_version_and_its_source(name: str) -> None:
    assert isinstance(read(name)["version"], int)
    assert len(read(name)["source"]) > 20


@pytest.mark.parametrize("name", OF_WORDS)
def test_every_rule_has_a_name_of_its_own_and_stands_in_what_is_shown(name: str) -> None:
    labels = [rule.label for rule in rules_of(name)]

    assert len(set(labels)) == len(labels)
    assert all(re.fullmatch(rf"{name}/[a-z_]+@\d+", label) for label in labels)


@pytest.mark.parametrize("name", ["accounts", "links", "persons"])
def test_no_entry_stands_twice(name: str) -> None:
    for entries in read(name).values():
        if isinstance(entries, list) and isinstance(entries[0], str):
            assert len(set(entries)) == len(entries)


@pytest.mark.parametrize(
    "text",
    [
        "Balas dia di kolom komentar!",
        "balaslah komentarnya",
        "Tanggapi akun tersebut",
        "Lawan mereka",
        "bantah unggahan itu",
        "Jawab warga ini",
        "Reply to this woman",
        "answer her",
        "respond to their posts",
        "Laporkan akun ini",
        "laporkan ramai-ramai akunnya",
        "Laporkan saja dia",
        "Laporkan akun itu ke 112",
        "report massal",
        "Report her",
        "Report them all",
        "block his account",
        "Laporkan akun yang mengkritik",
        "Serbu kolom komentarnya",
        "geruduk rumahnya",
        "banjiri postingan itu",
        "Serang akun warga",
        "flood her comments",
        "gang up on him",
        "go after this critic",
        "Sebarkan identitasnya",
        "viralkan data pribadi mereka",
        "permalukan dia",
        "dox her",
        "share their home address",
        "B A L A S dia",
        "b4las dia",
        "bаlаs dia",
        "ｂａｌａｓ　ｄｉａ",
        "ba\u00adlas di\u200ba",
        "BALAS   —   DIA",
        "Unfollow dan blokir orangnya",
        "blokir lalu laporkan budi",
        "unfollow dia",
        "Ayo keroyok Budi di kolom balasan",
        "Yuk kita hujat ramai-ramai",
        "Serbu Budi Santoso lewat mention",
        "Beri dia bintang satu",
        "Kasih tokonya bintang 1",
        "leave him a one star review",
        "Ramaikan tagar Tangkap Budi",
        "tagar pecatbudi",
    ],
)
def test_a_call_to_act_on_a_person_blocks(text: str) -> None:
    assert blocked(text) == {Finding.CALL_AGAINST_PERSON}


@pytest.mark.parametrize(
    "text",
    [
        "Laporkan ke 112 bila melihat kebakaran.",
        "Lapor ke polisi terdekat.",
        "Laporkan akun palsu yang mengatasnamakan kementerian ke aduankonten.id.",
        "Jika ada penipu, laporkan mereka ke polisi atau call center 110.",
        "Petugas menjawab mereka yang bertanya di loket.",
        "Kirim balasan melalui surat.",
        "Serang dan Cilegon tersambung kereta.",
        "Petugas menyerbu sarang nyamuk.",
        "Pasar dibanjiri beras murah.",
        "Balas dendam bukan jalan keluar.",
        "Cari alamatnya di peta layanan.",
        "Sebarkan informasi ini kepada keluarga.",
        "Lawan hoaks dengan memeriksa sumber.",
        "Tanggapi survei kepuasan sebelum 30 November.",
        "Jawab pertanyaan pada formulir.",
        "Report a fire to 112.",
        "Report scam accounts to aduankonten.id.",
        "If you see thieves, report them to the police.",
        "Reply to this survey by Friday.",
        "Block unknown numbers.",
        "We answer your questions every day.",
        "Gempur rokok ilegal bersama kami.",
        "Beri kami bintang satu sampai lima.",
        "Menginap di hotel bintang satu.",
        "Blokir nomor asing.",
        "Balasan dikirim ke kolom pesan.",
    ],
)
def test_innocent_calls_do_not(text: str) -> None:
    assert found(text) == set()


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("Pilih nomor urut 2", Finding.BALLOT_NUMBER),
        ("PILIH NOMOR URUT DUA", Finding.BALLOT_NUMBER),
        ("Pilih pasangan nomor 3 ya", Finding.BALLOT_NUMBER),
        ("Menangkan no. 1", Finding.BALLOT_NUMBER),
        ("Coblos nomor 2", Finding.BALLOT_NUMBER),
        ("Ingat, nomor urut 4!", Finding.BALLOT_NUMBER),
        ("nomor urut 2 paling peduli", Finding.BALLOT_NUMBER),
        ("Salam dua jari", Finding.BALLOT_NUMBER),
        ("Pilih nomor 2", Finding.BALLOT_NUMBER),
        ("Vote number 2", Finding.BALLOT_NUMBER),
        ("number 2 on your ballot", Finding.BALLOT_NUMBER),
        ("Pilih nomer urut 2", Finding.BALLOT_NUMBER),
        ("Nyoblos nomer dua", Finding.BALLOT_NUMBER),
        ("nomer urut 3 paling peduli", Finding.BALLOT_NUMBER),
        ("Sampai jumpa di TPS, ingat dua", Finding.BALLOT_NUMBER),
        ("Ingat 2 di bilik suara", Finding.BALLOT_NUMBER),
        ("ingat nomer dua", Finding.BALLOT_NUMBER),
        ("Nyoblos besok", Finding.VOTE_CALL),
        ("2029 ganti presiden", Finding.VOTE_CALL),
        ("#GantiPresiden", Finding.VOTE_CALL),
        ("#2029gantipresiden", Finding.VOTE_CALL),
        ("Tusuk gambar bantengnya", Finding.VOTE_CALL),
        ("Lanjut dua periode", Finding.VOTE_CALL),
        ("Pak Budi dua periode", Finding.VOTE_CALL),
        ("Buktikan di bilik suara", Finding.VOTE_CALL),
        ("PKS menang", Finding.POLITICAL_PARTY),
        ("Nyoblos PKB", Finding.POLITICAL_PARTY),
        ("Coblos kumisnya", Finding.VOTE_CALL),
        ("c0bl0s saja", Finding.VOTE_CALL),
        ("C.O.B.L.O.S", Finding.VOTE_CALL),
        ("Соblоs besok", Finding.VOTE_CALL),
        ("Nyoblos Pak Budi", Finding.VOTE_CALL),
        ("Dukung Bupati Budi", Finding.VOTE_CALL),
        ("Pilih kembali gubernur kita", Finding.VOTE_CALL),
        ("Menangkan petahana", Finding.VOTE_CALL),
        ("Lanjutkan dua periode", Finding.VOTE_CALL),
        ("Vote for our governor", Finding.VOTE_CALL),
        ("re-elect the mayor", Finding.VOTE_CALL),
        ("Paslon kita", Finding.CANDIDATE),
        ("calon bupati yang tepat", Finding.CANDIDATE),
        ("caleg daerah ini", Finding.CANDIDATE),
        ("the presidential candidate", Finding.CANDIDATE),
        ("bersama Golkar membangun", Finding.POLITICAL_PARTY),
        ("PDI-Perjuangan", Finding.POLITICAL_PARTY),
        ("Partai PKS", Finding.POLITICAL_PARTY),
        ("Pilih Golkar, kata KPU", Finding.POLITICAL_PARTY),
        ("Paslon 2 menurut KPU", Finding.BALLOT_NUMBER),
        ("Pilih Bupati Budi, yang terbaik dengan layanan terbaik", Finding.VOTE_CALL),
        ("Pilih nomor 2 untuk layanan terbaik", Finding.BALLOT_NUMBER),
        ("Vote for our mayor, the best", Finding.VOTE_CALL),
        ("Bupati Budi terbukti berhasil", Finding.OFFICEHOLDER_PRAISE),
        ("Gubernur kita layak dipilih", Finding.OFFICEHOLDER_PRAISE),
        ("Berkat kepemimpinan Bapak Presiden", Finding.OFFICEHOLDER_PRAISE),
        ("Wali Kota Sari, pemimpin terbaik", Finding.OFFICEHOLDER_PRAISE),
        ("Mayor Sari is a great leader", Finding.OFFICEHOLDER_PRAISE),
        ("Thanks to the leadership of the Minister", Finding.OFFICEHOLDER_PRAISE),
    ],
)
def test_a_choice_in_an_election_and_praise_of_office_block(text: str, finding: Finding) -> None:
    assert finding in blocked(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ambil nomor urut antrean 5 di loket 2.",
        "Nomor urut antrean dimulai dari 1.",
        "Lihat nomor urut 12 pada lampiran.",
        "Nomor urut 3 pada tabel anggaran.",
        "Peserta ujian dengan nomor urut 120 masuk pukul 8.",
        "Hubungi 1500-567 lalu pilih nomor 2 untuk layanan paspor.",
        "Tekan atau pilih angka 1 pada menu.",
        "Press 2 or choose number 2 for English.",
        "Pilih jadwal, pilih lokasi, lalu simpan.",
        "Pilih bibit yang baik dan pupuk yang tepat.",
        "Dukung program makan bergizi gratis.",
        "Partai besar beras tiba di gudang.",
        "Perjanjian kerja sama (PKS), PBB dan PKB dibayar daring.",
        "PAN dan PPP tercantum pada dokumen kerja sama.",
        "Calon jemaah haji melunasi biaya.",
        "Calon pegawai mengikuti ujian.",
        "Gubernur meresmikan jembatan di Bandung.",
        "Menteri menyatakan program berhasil membangun 20 jembatan.",
        "Bupati menetapkan kejadian luar biasa.",
        "Presiden menyebut hasil panen luar biasa.",
        "Wali kota meminta warga menghemat air.",
        "The Minister opened a bridge in Bandung.",
        "Terima kasih kepada warga yang melapor.",
        "Hari pemungutan suara adalah hari libur.",
        "Bawa KTP ke TPS.",
        "Di TPS, ingat 2 hal: KTP dan undangan.",
        "Pendaftaran beasiswa dibuka dua periode.",
        "Penyaluran dilakukan dalam dua periode.",
        "Ganti nomer telepon di aplikasi.",
        "Pilih gambar yang jelas saat mengunggah.",
    ],
)
def test_what_offices_say_every_day_passes(text: str) -> None:
    assert found(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "KPU menjelaskan cara coblos surat suara yang sah di TPS.",
        "Pendaftaran calon bupati dibuka KPU pada Agustus.",
        "ASN dilarang mendukung paslon mana pun.",
        "Verifikasi partai Golkar oleh KPU selesai.",
        "Terima kasih Bupati atas kehadirannya.",
        "Gubernur Sari berhasil menurunkan angka tengkes.",
        "Ramaikan kolom komentar dengan ceritamu.",
        "Vote for your favourite batik design.",
        "Ayo keroyok masalah sampah di sungai.",
        "Blokir dan laporkan akun penipu.",
        "Segera blokir dan laporkan ke bank jika kartu hilang.",
        "Di TPS (tempat pembuangan sampah), pilih 3 jenis sampah.",
        "Pemilih dilarang memotret di bilik suara.",
        "Cara nyoblos yang sah.",
        "Tagar Tangkap Ikan Terukur",
    ],
)
def test_what_may_be_innocent_is_left_to_people(text: str) -> None:
    assert found(text)
    assert blocked(text) == set()


def test_words_between_which_may_be_a_name_are_not_repeated() -> None:
    (hit, *_) = hits(words("Bupati Budi Santoso terbukti berhasil"))

    assert hit.words == "bupati … terbukti berhasil"
    assert hit.rule.startswith("officeholders/praise@")


@pytest.mark.parametrize(
    "text",
    ["Pak RT menjabat dua periode.", "Kepala desa, Bapak Wayan, menjabat paling lama dua periode."],
)
def test_a_term_of_office_is_left_to_people(text: str) -> None:
    assert found(text) - {Finding.PERSON_NAMED} == {Finding.POLITICAL_TERM}
