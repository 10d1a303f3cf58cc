"""What can go wrong here, and why a row of an import is refused."""

from shared.errors import Invalid, MediaTypeUnsupported, Missing, Refused
from shared.language import Text


class InstitutionUnknown(Missing):
    """No institution has this canonical code."""

    title = Text("Instansi tidak dikenal", "Institution unknown")
    detail = Text(
        "Tidak ada instansi dengan kode {institution}.",
        "No institution has the code {institution}.",
    )


class InstitutionNotYours(Refused):
    """The token does not speak for this institution."""

    title = Text("Bukan instansi Anda", "Not your institution")
    detail = Text(
        "Token Anda tidak mewakili {institution}.", "Your token does not speak for {institution}."
    )


class InstitutionHasNoOfficers(Refused):
    """Its staff are not civil servants in the sense of the law, so they carry no badge."""

    title = Text("Instansi tanpa petugas ASN", "Institution without ASN officers")
    detail = Text(
        "{institution} dapat ikut berkoordinasi, tetapi pegawainya tidak memegang lencana ASN.",
        "{institution} may coordinate, but its staff do not carry the badge of civil servants.",
    )


class ImportUnreadable(Invalid):
    """The file is not UTF-8 CSV with the documented header."""

    title = Text("Berkas impor tidak terbaca", "Import file unreadable")
    detail = Text(
        "Kirim CSV UTF-8 dengan baris pertama {header} (pemisah koma, titik koma, atau tab) dan "
        "paling banyak {most} baris.",
        "Send UTF-8 CSV whose first line is {header} (parted by commas, semicolons or tabs), with "
        "at most {most} rows.",
    )


class FileNotCsv(MediaTypeUnsupported):
    """The operation reads CSV only."""

    title = Text("Bukan CSV", "Not CSV")
    detail = Text("Kirim dengan Content-Type: text/csv.", "Send it with Content-Type: text/csv.")


SENTENCES = {
    "row_unreadable": Text(
        'Tanda kutipnya salah; tulis kutip di dalam nama dua kali: "Badan ""Contoh""".',
        'Its quotes are wrong; write a quote within a name twice: "Badan ""Contoh""".',
    ),
    "wrong_columns": Text("Jumlah kolom tidak sesuai.", "The number of columns is wrong."),
    "control_characters": Text(
        "Ada karakter kendali atau tak terlihat.", "It holds control or invisible characters."
    ),
    "unknown_code_system": Text(
        "Sistem kode harus klpd, bkn atau wilayah.", "The code system must be klpd, bkn or wilayah."
    ),
    "bad_code": Text("Bentuk kode tidak sesuai sistemnya.", "The code has not the system's form."),
    "name_missing": Text("Nama kosong.", "The name is empty."),
    "name_too_long": Text("Nama lebih dari 200 huruf.", "The name exceeds 200 characters."),
    "name_holds_signs": Text(
        "Nama hanya memuat huruf Latin, angka, spasi dan . , ' - ( ) / & : +, tanpa alamat web.",
        "A name holds Latin letters, digits, spaces and . , ' - ( ) / & : + only, no web address.",
    ),
    "name_holds_a_number": Text(
        "Nama memuat angka yang terbaca sebagai nomor seseorang.",
        "The name holds digits that read as the number of a person.",
    ),
    "unknown_kind": Text("Jenis instansi tidak dikenal.", "The kind of institution is unknown."),
    "bad_other_code": Text(
        "Kode lain harus berbentuk bkn:3018|klpd:K65, tiap sistem sekali, dan tidak berbeda dari "
        "kode baris ini.",
        "Other codes look like bkn:3018|klpd:K65, each system once, and not unlike the row's own.",
    ),
    "duplicate_in_file": Text(
        "Kode ini sudah ada di baris sebelumnya.", "An earlier line has the same code."
    ),
    "code_taken": Text(
        "Salah satu kode dipakai instansi lain.", "One of the codes belongs to another institution."
    ),
    "parent_unknown": Text("Instansi induk tidak dikenal.", "The parent institution is unknown."),
    "parent_not_wider": Text(
        "Jenis induk tidak lebih luas daripada jenis ini.",
        "The parent's kind is not wider than this kind.",
    ),
}
