"""What can go wrong with an upload as a whole."""

from shared.errors import Invalid, MediaTypeUnsupported, TooLarge
from shared.language import Text


class TooManyRows(TooLarge):
    """One upload holds a bounded number of rows."""

    title = Text("Terlalu banyak baris", "Too many rows")
    detail = Text(
        "Satu kiriman memuat paling banyak {most} baris; bagi menjadi beberapa kiriman.",
        "One upload holds at most {most} rows; split it into several.",
    )


class UploadUnreadable(Invalid):
    """The upload is not what its Content-Type says."""

    title = Text("Kiriman tidak terbaca", "Upload unreadable")
    detail = Text(
        "Isi bukan {kind} dalam bentuk yang didokumentasikan.",
        "The body is not {kind} in the documented form.",
    )


class HeaderUnknown(Invalid):
    """The first line of a CSV upload does not name the columns."""

    title = Text("Baris pertama CSV tidak dikenal", "First line of the CSV unknown")
    detail = Text(
        "Baris pertama harus memuat account_id dan week, dan hanya kolom ini: {columns}. "
        "Pemisahnya koma, titik koma, atau tab.",
        "The first line must have account_id and week, and no columns but these: {columns}. The "
        "separator is a comma, a semicolon or a tab.",
    )


class UploadKindUnknown(MediaTypeUnsupported):
    """Uploads come as JSON, NDJSON or CSV."""

    title = Text("Jenis kiriman tidak didukung", "Upload kind not supported")
    detail = Text(
        "Kirim application/json, application/x-ndjson, atau text/csv.",
        "Send application/json, application/x-ndjson or text/csv.",
    )
