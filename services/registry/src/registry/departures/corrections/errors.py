"""What can go wrong here."""

from shared.errors import Conflict, Missing
from shared.language import Text


class CorrectionUnknown(Missing):
    """There is no such request in the caller's institutions."""

    title = Text("Permintaan koreksi tidak dikenal", "Correction request unknown")
    detail = Text(
        "Tidak ada permintaan koreksi dengan id {correction_id} di instansi Anda.",
        "Your institution has no correction request with the id {correction_id}.",
    )


class CorrectionNotYours(Missing):
    """The caller has no such request."""

    title = Text("Bukan permintaan Anda", "Not a request of yours")
    detail = Text(
        "Anda tidak punya permintaan koreksi dengan id {correction_id}. Lihat GET"
        " /v1/me/corrections.",
        "You have no correction request with the id {correction_id}. See GET /v1/me/corrections.",
    )


class CorrectionAnswered(Conflict):
    """Somebody has answered it already; an answer stands."""

    title = Text("Permintaan koreksi sudah dijawab", "Correction request answered already")
    detail = Text(
        "Jawaban tidak diubah. Yang meminta dapat mengirim permintaan baru.",
        "An answer is not changed. Whoever asked can send a new request.",
    )


class TooManyCorrections(Conflict):
    """As many requests as one person may have open are open."""

    title = Text("Terlalu banyak permintaan terbuka", "Too many open requests")
    detail = Text(
        "Tunggu jawaban atas {most} permintaan yang masih terbuka.",
        "Wait for the answers to the {most} requests that are open.",
    )
