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


class UploadKindUnknown(MediaTypeUnsupported):
    """Uploads come as JSON, NDJSON or CSV."""

    title = Text("Jenis kiriman tidak didukung", "Upload kind not supported")
    detail = Text(
        "Kirim application/json, application/x-ndjson, atau text/csv.",
        "Send application/json, application/x-ndjson or text/csv.",
    )
