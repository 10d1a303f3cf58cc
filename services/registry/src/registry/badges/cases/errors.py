"""What can go wrong here."""

from shared.errors import Conflict, Invalid, Refused
from shared.language import Text


class ConflictOfInterest(Refused):
    """Nobody decides on a badge of the own institution."""

    title = Text("Benturan kepentingan", "Conflict of interest")
    detail = Text(
        "Lencana ditinjau oleh orang dari instansi lain, bukan dari {institution}.",
        "Badges are reviewed by somebody of another institution, not of {institution}.",
    )


class CaseUnknown(Invalid):
    """The reference is no finding and no report on this very account."""

    title = Text("Perkara tidak dikenal", "Case unknown")
    detail = Text(
        "Isi `case` dengan id temuan (GET /v1/findings di verification) atau id laporan tentang"
        " akun ini; catat laporan lewat POST /v1/badges/{badge_id}/reports, tanpa nomor pribadi.",
        "Set `case` to the id of a finding (GET /v1/findings of verification) or of a report on"
        " this account; record one by POST /v1/badges/{badge_id}/reports, without any number.",
    )


class CaseClosed(Conflict):
    """A person looked at the finding and closed it."""

    title = Text("Perkara sudah ditutup", "Case closed")
    detail = Text(
        "Temuan ini sudah ditutup. Bila ada hal baru, catat laporan lewat"
        " POST /v1/badges/{badge_id}/reports.",
        "This finding is closed. If there is something new, record a report by"
        " POST /v1/badges/{badge_id}/reports.",
    )


class ReportNamesANumber(Invalid):
    """The text holds what looks like a personal number."""

    title = Text("Laporan memuat nomor pribadi", "Report holds a personal number")
    detail = Text(
        "Hapus nomor pegawai dan NIK dari `text`; lencana sudah menunjuk orangnya.",
        "Remove civil-service and identity numbers from `text`; the badge says whom it is about.",
    )
