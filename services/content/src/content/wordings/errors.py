"""What can be wrong with words; no failure repeats what was found."""

from shared.errors import Conflict
from shared.language import Text


class ScreeningFailed(Conflict):
    """The message lacks a source, or carries what must not go out; ``errors`` says where."""

    title = Text("Tidak lolos penyaringan", "Screening failed")
    detail = Text(
        "Perbaiki bagian yang ditunjuk di `errors`, lalu ajukan lagi.",
        "Mend the parts that `errors` points at, then submit again.",
    )


SENTENCES = {
    "evidence_missing": Text("Sertakan paling sedikit satu sumber.", "Give at least one source."),
    "civil_service_number": Text(
        "Ada angka yang terbaca sebagai NIP atau NI PPPK.",
        "Digits that read as a civil-service number.",
    ),
    "identity_number": Text(
        "Ada angka yang terbaca sebagai NIK.", "Digits that read as an identity number (NIK)."
    ),
    "deceptive_character": Text(
        "Ada karakter yang menyembunyikan atau membalik teks.",
        "Characters that hide or turn text.",
    ),
    "mobile_number": Text(
        "Ada nomor telepon genggam; pastikan itu bukan milik pribadi.",
        "A mobile number; make sure it is nobody's own.",
    ),
    "email_address": Text(
        "Ada alamat surel di luar go.id; pastikan itu bukan milik pribadi.",
        "An e-mail address outside go.id; make sure it is nobody's own.",
    ),
    "institution_unknown": Text("Kode instansi tidak dikenal.", "Unknown institution code."),
}
"""What each code in ``errors`` means."""


def fault(pointer: str, code: str) -> dict[str, str]:
    """One entry of ``errors``; it never repeats what was found."""
    sentence = SENTENCES[code]
    return {
        "pointer": f"#{pointer}",
        "code": code,
        "text_id": sentence.id,
        "text_en": sentence.en,
    }
