"""What can go wrong here."""

from shared.errors import Conflict, Missing, Refused
from shared.language import Text


class GrantUnknown(Missing):
    """No proposal has this id."""

    title = Text("Usulan tidak dikenal", "Proposal unknown")
    detail = Text("Tidak ada usulan {grant_id}.", "There is no proposal {grant_id}.")


class GrantPending(Conflict):
    """One proposal at a time for a client, so that nobody confirms the wrong one."""

    title = Text("Masih ada usulan", "A proposal is waiting")
    detail = Text(
        "Usulan {grant_id} untuk klien ini belum disahkan atau ditolak.",
        "The proposal {grant_id} for this client waits to be confirmed or refused.",
    )


class GrantDecided(Conflict):
    """Confirmed, refused or lapsed already."""

    title = Text("Usulan sudah selesai", "Proposal already settled")
    detail = Text(
        "Usulan ini sudah `{state}`. Bila masih perlu, ajukan lagi.",
        "This proposal is `{state}`. If it is still needed, propose it again.",
    )


class ProposerStopped(Conflict):
    """What somebody proposed who may not call any more is not confirmed."""

    title = Text("Pengusul sudah dihentikan", "The proposer was stopped")
    detail = Text(
        "Pengusulnya dinonaktifkan sesudah mengusulkan. Tolak usulan ini dan ajukan lagi.",
        "Whoever proposed this was disabled since. Refuse it and propose it again.",
    )


class SecondPersonNeeded(Refused):
    """Who proposed it, or whose client it is, cannot be the second person."""

    title = Text("Perlu orang kedua", "A second person is needed")
    detail = Text(
        "Administrator lain harus mengesahkannya: bukan pengusul, bukan klien itu sendiri.",
        "Another administrator confirms it: not the proposer, and not the client itself.",
    )
