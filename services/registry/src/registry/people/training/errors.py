"""What can go wrong here."""

from shared.errors import Conflict, Invalid, Missing
from shared.language import Text


class TrainingSessionUnknown(Missing):
    """There is no such session in the caller's institutions."""

    title = Text("Sesi pelatihan tidak dikenal", "Training session unknown")
    detail = Text(
        "Tidak ada sesi pelatihan dengan id {session_id} di instansi Anda.",
        "Your institution has no training session with the id {session_id}.",
    )


class TrainingCodeUnknown(Missing):
    """No session of the person's institution is open for joining under this code."""

    title = Text("Kode pelatihan tidak dikenal", "Training code unknown")
    detail = Text(
        "Kode salah, sudah lewat masanya, atau milik pelatihan instansi lain. Tanyakan kepada "
        "pelatih.",
        "The code is wrong, past its time, or of another institution's training. Ask the trainer.",
    )


class TrainingInTheFuture(Invalid):
    """Results are recorded when a session has been held."""

    title = Text("Pelatihan belum berlangsung", "Training lies in the future")
    detail = Text(
        "Hasil dicatat mulai hari pelatihan ({held_on}); hari ini {today}.",
        "Results are recorded from the day of the training on ({held_on}); today is {today}.",
    )


class ParticipantUnknown(Missing):
    """Nobody has this place in the session."""

    title = Text("Peserta tidak dikenal", "Participant unknown")
    detail = Text(
        "Tidak ada peserta dengan id {participant_id} di sesi ini.",
        "The session has no participant with the id {participant_id}.",
    )


class ResultNotToCorrect(Conflict):
    """There is no result yet, or it says the same already."""

    title = Text("Tidak ada yang perlu dikoreksi", "Nothing to correct")
    detail = Text(
        "Peserta ini belum punya hasil, atau hasilnya sudah demikian.",
        "This participant has no result yet, or it says so already.",
    )


SENTENCES = {
    "participant_unknown": Text(
        "Tidak ada peserta dengan id ini di sesi tersebut.",
        "The session has no participant with this id.",
    ),
    "twice_in_request": Text(
        "Peserta ini sudah ada lebih dulu di daftar yang sama.",
        "The same list has this participant earlier.",
    ),
    "recorded_otherwise": Text(
        "Hasil lain sudah tercatat untuk peserta ini; koreksi dengan alasan lewat /corrections.",
        "Another result is recorded for this participant; correct it with a reason: /corrections.",
    ),
}
