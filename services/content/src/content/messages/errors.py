"""What can go wrong with a message."""

from content.wordings.errors import SENTENCES
from shared.errors import Conflict, Invalid, Missing, Refused
from shared.language import Text


class MessageUnknown(Missing):
    """No message of the caller's institution has this id."""

    title = Text("Pesan tidak dikenal", "Message unknown")
    detail = Text(
        "Tidak ada pesan dengan id itu yang boleh Anda lihat.",
        "There is no message with that id that you may see.",
    )


class InstitutionNotYours(Refused):
    """Messages are drafted for an institution the token names."""

    title = Text("Bukan instansi Anda", "Not your institution")
    detail = Text(
        "Token Anda tidak memuat instansi {institution}.",
        "Your token does not carry the institution {institution}.",
    )


class InstitutionNotHeardOf(Invalid):
    """The registry has told this service of no such institution."""

    title = Text("Instansi tidak dikenal", "Institution unknown")
    detail = Text(
        "Periksa kode di `errors`; daftar kode ada di /v1/institutions pada registry.",
        "Check the codes in `errors`; the registry lists them at /v1/institutions.",
    )
    codes = SENTENCES


class MessageStateForbids(Conflict):
    """The act does not fit where the message stands."""

    title = Text("Keadaan pesan tidak mengizinkan", "State of the message forbids")
    detail = Text(
        "Pesan berada pada keadaan `{state}`, sehingga `{act}` tidak mungkin.",
        "The message is in the state `{state}`, so `{act}` is not possible.",
    )


class ClarificationAnswersNoClaim(Conflict):
    """A clarification answers a claim that was checked; there are no claims here yet."""

    title = Text("Klarifikasi belum dapat diajukan", "Clarifications cannot be submitted yet")
    detail = Text(
        "Klarifikasi hanya boleh menjawab klaim yang sudah diperiksa dengan bukti, dan klaim belum"
        " ada di layanan ini. Keluhan atau kritik diteruskan ke pengelola layanannya. Bila isinya"
        " informasi program, ubah `kind` menjadi `programme`, lalu ajukan lagi.",
        "A clarification may only answer a claim that was checked against evidence, and this"
        " service holds no claims yet. Complaints and criticism go to whoever runs the service. If"
        " it is programme information, change `kind` to `programme` and submit again.",
    )


class AuthorMayNotClear(Refused):
    """Whoever wrote a word of a message does not clear it."""

    title = Text("Penulis tidak boleh menyetujui", "Author may not clear")
    detail = Text(
        "Pesan harus disetujui oleh dua orang lain yang tidak ikut menulisnya.",
        "A message is cleared by two other people who had no part in writing it.",
    )


class ClearedAlready(Conflict):
    """The second clearance comes from a second person."""

    title = Text("Sudah Anda setujui", "Cleared by you already")
    detail = Text(
        "Persetujuan kedua harus dari orang lain.",
        "The second clearance must come from another person.",
    )


class MessageOutdated(Conflict):
    """The last day of the message is past."""

    title = Text("Pesan sudah kedaluwarsa", "Message out of date")
    detail = Text(
        "Batas waktu pesan ({expires_at}) sudah lewat.",
        "The message's last moment ({expires_at}) is past.",
    )


class LifeTooLong(Conflict):
    """A message may not stand longer than the longest life allowed."""

    title = Text("Masa berlaku terlalu panjang", "Life too long")
    detail = Text(
        "Pesan berlaku paling lama 366 hari; majukan `expires_at`.",
        "A message stands at most 366 days; bring `expires_at` forward.",
    )
