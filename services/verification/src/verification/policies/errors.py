"""What can go wrong with policies."""

from shared.errors import Conflict, Missing, Refused, Unprocessable
from shared.language import Text


class PolicyUnknown(Missing):
    """No policy has this version."""

    title = Text("Kebijakan tidak dikenal", "Policy unknown")
    detail = Text("Tidak ada kebijakan versi {version}.", "There is no policy {version}.")


class DraftUnknown(Missing):
    """No draft has this id."""

    title = Text("Rancangan tidak dikenal", "Draft unknown")
    detail = Text("Tidak ada rancangan {draft_id}.", "There is no draft {draft_id}.")


class DraftDecided(Conflict):
    """Announced or withdrawn already."""

    title = Text("Rancangan sudah diputuskan", "Draft already decided")
    detail = Text(
        "Rancangan ini sudah `{state}`. Tulis rancangan baru.",
        "This draft is `{state}`. Write a new one.",
    )


class DraftNotSimulated(Conflict):
    """Nobody has seen what the draft would change."""

    title = Text("Rancangan belum disimulasikan", "Draft not simulated")
    detail = Text(
        "Jalankan `POST /v1/policy-drafts/{draft_id}/simulations` dan tunggu sampai selesai.",
        "Run `POST /v1/policy-drafts/{draft_id}/simulations` and wait until it is completed.",
    )


class WriterStopped(Conflict):
    """What somebody wrote who may not call any more is not announced."""

    title = Text("Penulis rancangan sudah dihentikan", "The writer was stopped")
    detail = Text(
        "Penulisnya diblokir sesudah menulis rancangan ini. Tarik, lalu tulis lagi.",
        "Whoever wrote this draft was blocked since. Withdraw it and write it again.",
    )


class SecondInstitutionNeeded(Refused):
    """Who wrote a draft, or a colleague of theirs, does not announce it."""

    title = Text("Perlu orang dari instansi lain", "Somebody of another institution is needed")
    detail = Text(
        "Yang mengumumkan bukan penulisnya, dan bukan dari instansi yang sama.",
        "Whoever announces a draft is not its writer, and not of the same institution.",
    )


class DateTaken(Conflict):
    """Another policy comes into force on that day."""

    title = Text("Tanggal sudah dipakai", "Date taken")
    detail = Text(
        "Kebijakan lain mulai berlaku {in_force_from}.",
        "Another policy comes into force on {in_force_from}.",
    )


class NoMonday(Unprocessable):
    """Weeks are judged whole, so criteria change with the week."""

    title = Text("Bukan hari Senin", "Not a Monday")
    detail = Text(
        "{in_force_from} bukan hari Senin; pekan dinilai dengan satu kebijakan.",
        "{in_force_from} is not a Monday; a week is judged by one policy.",
    )


class AnnouncedTooLate(Unprocessable):
    """People hear of new criteria two weeks before they are judged by them."""

    title = Text("Terlalu dekat", "Too soon")
    detail = Text(
        "Kebijakan diumumkan paling lambat 14 hari sebelum berlaku; {in_force_from} terlalu dekat.",
        "Policies are announced at least 14 days ahead; {in_force_from} is too soon.",
    )
