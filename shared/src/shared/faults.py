"""What is wrong with one member of a request, in words: the validator's kinds and our own."""

from collections.abc import Mapping
from typing import Any

from pydantic_core import PydanticCustomError

from shared.language import Text

FAULTS: Mapping[str, Text] = {
    "missing": Text("Wajib diisi.", "Required."),
    "extra_forbidden": Text("Tidak dikenal di sini; hapus.", "Not known here; leave it out."),
    "json_invalid": Text(
        "Bukan JSON yang sah: UTF-8, tiap nama sekali, tanpa NaN, U+0000 atau sarang yang dalam.",
        "Not valid JSON: UTF-8, each name once, without NaN, U+0000 or deep nesting.",
    ),
    "model_attributes_type": Text("Harus objek JSON.", "Must be a JSON object."),
    "model_type": Text("Harus objek JSON.", "Must be a JSON object."),
    "dict_type": Text("Harus objek JSON.", "Must be a JSON object."),
    "list_type": Text("Harus daftar.", "Must be a list."),
    "string_type": Text("Harus teks.", "Must be text."),
    "string_unicode": Text("Harus teks Unicode yang sah.", "Must be sound Unicode text."),
    "string_sub_type": Text("Harus teks.", "Must be text."),
    "string_too_short": Text(
        "Paling sedikit {min_length} karakter.", "At least {min_length} characters."
    ),
    "string_too_long": Text(
        "Paling banyak {max_length} karakter.", "At most {max_length} characters."
    ),
    "string_pattern_mismatch": Text("Harus cocok dengan {pattern}", "Must match {pattern}"),
    "too_short": Text(
        "Panjangnya paling sedikit {min_length}.", "Its length is at least {min_length}."
    ),
    "too_long": Text(
        "Panjangnya paling banyak {max_length}.", "Its length is at most {max_length}."
    ),
    "int_type": Text("Harus bilangan bulat.", "Must be an integer."),
    "int_parsing": Text("Harus bilangan bulat.", "Must be an integer."),
    "int_parsing_size": Text("Bilangannya terlalu panjang.", "The number is too long."),
    "int_from_float": Text("Harus bilangan bulat.", "Must be an integer."),
    "float_type": Text("Harus bilangan.", "Must be a number."),
    "float_parsing": Text("Harus bilangan.", "Must be a number."),
    "finite_number": Text("Harus bilangan berhingga.", "Must be a finite number."),
    "bool_type": Text("Harus true atau false.", "Must be true or false."),
    "bool_parsing": Text("Harus true atau false.", "Must be true or false."),
    "greater_than_equal": Text("Paling kecil {ge}.", "At least {ge}."),
    "less_than_equal": Text("Paling besar {le}.", "At most {le}."),
    "greater_than": Text("Harus lebih dari {gt}.", "Must be greater than {gt}."),
    "less_than": Text("Harus kurang dari {lt}.", "Must be less than {lt}."),
    "uuid_type": Text("Harus UUID.", "Must be a UUID."),
    "uuid_parsing": Text("Harus UUID.", "Must be a UUID."),
    "is_instance_of": Text("Jenis nilainya tidak tepat.", "Not the right kind of value."),
    "enum": Text("Pilih {expected}.", "Choose {expected}."),
    "literal_error": Text("Pilih {expected}.", "Choose {expected}."),
    "date_type": Text("Harus tanggal: 2026-01-31.", "Must be a date: 2026-01-31."),
    "date_parsing": Text("Harus tanggal: 2026-01-31.", "Must be a date: 2026-01-31."),
    "date_from_datetime_parsing": Text("Harus tanggal: 2026-01-31.", "Must be a date: 2026-01-31."),
    "date_from_datetime_inexact": Text(
        "Harus tanggal tanpa jam: 2026-01-31.", "Must be a date without a time: 2026-01-31."
    ),
    "datetime_type": Text(
        "Harus waktu: 2026-01-31T09:00:00+07:00.", "Must be a moment: 2026-01-31T09:00:00+07:00."
    ),
    "datetime_parsing": Text(
        "Harus waktu: 2026-01-31T09:00:00+07:00.", "Must be a moment: 2026-01-31T09:00:00+07:00."
    ),
    "datetime_from_date_parsing": Text(
        "Harus waktu: 2026-01-31T09:00:00+07:00.", "Must be a moment: 2026-01-31T09:00:00+07:00."
    ),
    "datetime_object_invalid": Text("Waktu ini tidak ada.", "There is no such moment."),
    "timezone_aware": Text(
        "Sebut zonanya: 2026-01-31T09:00:00+07:00.", "Name the zone: 2026-01-31T09:00:00+07:00."
    ),
    "missing_sentinel_error": Text(
        "Hapus isian ini bila tidak dimaksud.", "Leave the member out if it is not meant."
    ),
    "value_error": Text("Nilai ini tidak dapat diterima.", "This value cannot be taken."),
    "unknown_parameter": Text(
        "Tidak ada parameter kueri bernama ini.", "There is no such query parameter here."
    ),
    "repeated_parameter": Text(
        "Parameter kueri ini tertulis lebih dari sekali.",
        "The query parameter stands more than once.",
    ),
    "illegible": Text(
        "Harus memuat paling sedikit satu huruf atau angka yang terlihat.",
        "Must contain at least one letter or digit that can be seen.",
    ),
    "control_character": Text(
        "Memuat karakter kendali, yang tidak dapat dibawa umpan; ketik ulang.",
        "Holds a control character, which no feed can carry; type it anew.",
    ),
    "turning_character": Text(
        "Memuat karakter yang membalik arah teks; ketik ulang.",
        "Holds a character that turns text around; type it anew.",
    ),
    "hiding_character": Text(
        "Memuat karakter yang tidak terlihat; ketik ulang.",
        "Holds a character that cannot be seen; type it anew.",
    ),
    "personal_number": Text(
        "Memuat angka yang terbaca sebagai nomor seseorang; hapus.",
        "Holds digits that read as the number of a person; leave them out.",
    ),
    "link_unreadable": Text(
        "Tautan tidak terbaca; salin alamat aslinya.",
        "The link cannot be read; copy the real address.",
    ),
    "link_not_https": Text("Tautan harus diawali https://.", "The link must begin with https://."),
    "link_disguised": Text(
        "Tautan menyamarkan tujuannya (`@` atau `%` di nama); salin alamat aslinya.",
        "The link disguises where it leads (`@` or `%` in the name); copy the real address.",
    ),
    "link_host_is_a_number": Text(
        "Tautan menuju nomor, bukan nama; tulis namanya.",
        "The link leads to a number, not a name; give the name.",
    ),
    "link_host_not_public": Text(
        "Tautan tidak menuju nama publik.", "The link leads to no public name."
    ),
    "link_carries_a_secret": Text(
        "Tautan memuat rahasia (token, kata sandi); hapus.",
        "The link carries a secret (token, password); leave it out.",
    ),
    "not_a_moment": Text(
        "Harus teks waktu: 2026-01-31T09:00:00+07:00.",
        "Must be the text of a moment: 2026-01-31T09:00:00+07:00.",
    ),
    "not_a_day": Text("Harus teks tanggal: 2026-01-31.", "Must be the text of a date: 2026-01-31."),
    "year_out_of_range": Text(
        "Tahunnya harus dari 2001 sampai 2099.", "The year must be from 2001 to 2099."
    ),
    "not_true": Text("Harus true.", "Must be true."),
    "no_name": Text(
        "Nama hanya memuat huruf, angka, spasi dan . , ' - ( ) / & : +",
        "A name holds letters, digits, spaces and . , ' - ( ) / & : + only.",
    ),
    "no_persons_name": Text(
        "Nama orang hanya memuat huruf, spasi dan . , ' - ( ) /",
        "A person's name holds letters, spaces and . , ' - ( ) / only.",
    ),
    "platform_without_metric": Text(
        "`minimums` menyebut platform yang tidak ada di `metrics`.",
        "`minimums` names a platform that `metrics` does not.",
    ),
}
"""By the code in ``errors``; a test asks whether a kind that our schemas can make is absent."""


def fault(code: str) -> PydanticCustomError:
    """What a validator of ours raises: its code is what callers read."""
    return PydanticCustomError(code, "{sentence}", {"sentence": FAULTS[code].en})


def fault_in_words(code: str, bounds: Mapping[str, Any]) -> Text:
    """The sentence of a fault with the bounds in their places."""
    sentence = FAULTS.get(code, FAULTS["value_error"])
    told = {name: _plain(value) for name, value in bounds.items()}
    chosen = {name: value.replace(" or ", " atau ") for name, value in told.items()}
    return Text(sentence.id.format(**chosen), sentence.en.format(**told))


def _plain(bound: Any) -> str:
    """``500``, not ``500.0``, and never ``1e+12``."""
    return f"{bound:.10f}".rstrip("0").rstrip(".") if isinstance(bound, float) else str(bound)
