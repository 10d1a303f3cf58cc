"""What can go wrong here."""

from shared.errors import Invalid, Missing
from shared.language import Text


class TrainingSessionUnknown(Missing):
    """There is no such session in the caller's institutions."""

    title = Text("Sesi pelatihan tidak dikenal", "Training session unknown")
    detail = Text(
        "Tidak ada sesi pelatihan dengan id {session_id} di instansi Anda.",
        "Your institution has no training session with the id {session_id}.",
    )


class TrainingInTheFuture(Invalid):
    """A session is recorded when it has been held."""

    title = Text("Pelatihan belum berlangsung", "Training lies in the future")
    detail = Text(
        "`held_on` tidak boleh setelah hari ini ({today}).",
        "`held_on` may not lie after today ({today}).",
    )


SENTENCES = {
    "officer_unknown": Text(
        "Tidak ada petugas aktif dengan id ini di instansi penyelenggara.",
        "The institution of the session has no active officer with this id.",
    ),
    "twice_in_request": Text(
        "Petugas ini sudah ada lebih dulu di daftar yang sama.",
        "The same list has this officer earlier.",
    ),
    "recorded_otherwise": Text(
        "Hasil lain sudah tercatat untuk petugas ini di sesi ini.",
        "Another result is recorded for this officer in this session.",
    ),
}
