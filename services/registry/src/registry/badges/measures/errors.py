"""What can go wrong here."""

from shared.errors import Invalid, Missing, Refused
from shared.language import Text


class ConflictOfInterest(Refused):
    """Nobody decides on a badge of the own institution."""

    title = Text("Benturan kepentingan", "Conflict of interest")
    detail = Text(
        "Lencana ditinjau oleh orang dari instansi lain, bukan dari {institution}.",
        "Badges are reviewed by somebody of another institution, not of {institution}.",
    )


class ReviewDateOutOfRange(Invalid):
    """A suspension is looked at again, today at the earliest and within a year."""

    title = Text("Tanggal tinjauan tidak sesuai", "Review date out of range")
    detail = Text(
        "Isi `review_on` antara hari ini dan setahun lagi.",
        "Set `review_on` between today and a year from now.",
    )


class NeverSuspended(Missing):
    """Nobody ever paused this badge."""

    title = Text("Tidak pernah dijeda", "Never paused")
    detail = Text("Lencana ini tidak pernah dijeda.", "This badge was never paused.")
