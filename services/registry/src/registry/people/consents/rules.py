"""What people agree to, in which words; a changed word is a new version."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Purpose(StrEnum):
    """What personal data are used for. The values are part of the public API."""

    PROGRAMME = "programme"
    AUDIENCE_ANALYSIS = "audience_analysis"
    INSTITUTION_NAME = "institution_name"


ASKED_FOR_BADGES = frozenset({Purpose.PROGRAMME, Purpose.AUDIENCE_ANALYSIS})
"""Badges and accounts stand on these consents, and on no other."""


class Channel(StrEnum):
    """Where a consent was given."""

    ENROLMENT = "enrolment"
    SELF_SERVICE = "self_service"


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """An officer took up a purpose after enrolment."""

    officer_id: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class Wording:
    """A text as people read it before they agree."""

    version: str
    id: str
    en: str

    def sha256(self, language: str) -> bytes:
        """Proves later which words were agreed to."""
        return hashlib.sha256((self.en if language == "en" else self.id).encode()).digest()


PLEDGE = Wording(
    version="2026-1",
    id=(
        "Saya berbicara dengan nama dan akun saya sendiri, dan tidak menyembunyikan bahwa saya "
        "ASN. Saya tidak membeli pengikut atau tanda suka dan tidak memakai akun palsu. Materi "
        "resmi saya bagikan bersama label dan sumbernya. Saya menjaga rahasia jabatan, "
        "menghormati kritik, dan netral dalam pemilihan. Bila keliru, saya membetulkannya secara "
        "terbuka."
    ),
    en=(
        "I speak under my own name and on my own account, and do not hide that I am a civil "
        "servant. I do not buy followers or likes and use no false accounts. I share official "
        "material with its label and source. I keep official secrets, respect criticism, and "
        "stay neutral in elections. When I am wrong, I correct it openly."
    ),
)

CONSENT_VERSION = "2026-1"
CONSENTS = {
    Purpose.PROGRAMME: Wording(
        version=CONSENT_VERSION,
        id=(
            "Saya ikut program ini secara sukarela. Registri menyimpan nomor pegawai saya secara "
            "terenkripsi, instansi, akun yang saya daftarkan, pelatihan dan lencana. Saya boleh "
            "berhenti kapan saja, tanpa alasan dan tanpa akibat kepegawaian."
        ),
        en=(
            "I take part in this programme of my own will. The registry keeps my civil-service "
            "number in encrypted form, my institution, the accounts I register, training and "
            "badge. I may stop at any time, without a reason and without consequence at work."
        ),
    ),
    Purpose.AUDIENCE_ANALYSIS: Wording(
        version=CONSENT_VERSION,
        id=(
            "Akun yang saya daftarkan boleh diamati setiap minggu: jumlah pengikut, interaksi dan "
            "unggahan, untuk menilai apakah audiensnya nyata. Keputusan yang merugikan saya "
            "diambil oleh manusia. Tanpa persetujuan ini tidak ada lencana."
        ),
        en=(
            "The accounts I register may be observed every week: followers, interactions and "
            "posts, to judge whether their audience is real. Decisions against me are taken by "
            "people. Without this consent there is no badge."
        ),
    ),
    Purpose.INSTITUTION_NAME: Wording(
        version=CONSENT_VERSION,
        id=(
            "Instansi saya boleh melihat nama yang saya isi: kepala humas, pelatih, kepegawaian, "
            "di daftar petugas dan peserta pelatihan. Nama disimpan terenkripsi dan tidak tampil "
            "bagi publik. Tanpa persetujuan ini saya tampil sebagai peserta bernomor. Bila saya "
            "cabut, nama itu hilang; lencana saya tidak terpengaruh."
        ),
        en=(
            "My institution may see the name I give: its PR head, trainers and HR, in the lists of "
            "officers and of training participants. It is kept encrypted and never shown to the "
            "public. Without this consent I appear as a numbered participant. When I withdraw it, "
            "the name disappears; my badge is not affected."
        ),
    ),
}


def withdrawn_with(purpose: Purpose) -> tuple[Purpose, ...]:
    """Leaving the programme withdraws every other consent too."""
    return tuple(Purpose) if purpose is Purpose.PROGRAMME else (purpose,)


def lacks_programme(purposes: Collection[Purpose]) -> bool:
    """Whether the one consent without which nobody takes part is missing."""
    return Purpose.PROGRAMME not in purposes
