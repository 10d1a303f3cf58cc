"""Why a number is none; no sentence ever repeats a number."""

from shared.errors import Invalid
from shared.language import Text

SENTENCES = {
    "old_nine_digit_form": Text(
        "Ini bentuk lama sembilan angka; kirim nomor 18 angka yang berlaku sejak 2009.",
        "This is the old nine-digit form; send the 18-digit number in use since 2009.",
    ),
    "not_eighteen_digits": Text(
        "Nomor pegawai terdiri atas tepat 18 angka.",
        "A civil-service number has exactly 18 digits.",
    ),
    "rounded_by_spreadsheet": Text(
        "Nomor ini melewati lembar kerja sebagai angka, jadi ekornya mungkin berubah. Salin dari "
        "surat keputusan, dan simpan kolomnya sebagai teks.",
        "A spreadsheet took this number for a figure, so its end may have changed. Copy it from "
        "the letter of appointment, and keep the column as text.",
    ),
    "birth_date_impossible": Text(
        "Delapan angka pertama bukan tanggal lahir yang mungkin.",
        "The first eight digits are not a possible date of birth.",
    ),
    "appointment_impossible": Text(
        "Angka ke-13 dan 14 harus 01-12 (NIP) atau 21-29 (NI PPPK).",
        "Digits 13 and 14 must be 01-12 (NIP) or 21-29 (NI PPPK).",
    ),
    "appointment_too_early": Text(
        "Tahun pengangkatan kurang dari 18 tahun setelah tahun lahir.",
        "The year of appointment is less than 18 years after the year of birth.",
    ),
    "appointment_in_the_future": Text(
        "Tahun pengangkatan terlalu jauh di depan.",
        "The year of appointment lies too far ahead.",
    ),
    "sex_digit_impossible": Text(
        "Angka ke-15 harus 1 atau 2.", "The fifteenth digit must be 1 or 2."
    ),
    "sequence_zero": Text(
        "Tiga angka terakhir dimulai dari 001.", "The last three digits start at 001."
    ),
    "category_needs_nip": Text(
        "PNS dan CPNS memakai NIP, sedangkan nomor ini berbentuk NI PPPK.",
        "PNS and CPNS carry a NIP, and this number has the form of an NI PPPK.",
    ),
    "category_needs_ni_pppk": Text(
        "PPPK memakai NI PPPK, sedangkan nomor ini berbentuk NIP.",
        "PPPK carry an NI PPPK, and this number has the form of a NIP.",
    ),
}


class NumberRefused(Invalid):
    """The number cannot be a civil-service number of that category."""

    title = Text("Nomor pegawai tidak sah", "Civil-service number not valid")
    detail = Text("Periksa nomornya lalu kirim lagi.", "Check the number and send it again.")
    codes = SENTENCES

    def __init__(self, reason: str) -> None:
        super().__init__(errors=[{"pointer": "#/number", "code": reason}])
        self._reason = reason

    @property
    def sentence(self) -> Text:
        """The reason is the detail."""
        return SENTENCES[self._reason]
