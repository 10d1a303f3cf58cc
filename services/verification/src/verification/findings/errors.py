"""What can go wrong with findings."""

from shared.errors import Conflict, Missing
from shared.language import Text


class FindingUnknown(Missing):
    """There is no such finding on a linked account."""

    title = Text("Temuan tidak dikenal", "Finding unknown")
    detail = Text("Tidak ada temuan dengan id {finding_id}.", "No finding has the id {finding_id}.")


class FindingAlreadyClosed(Conflict):
    """A person has looked at it already."""

    title = Text("Temuan sudah ditutup", "Finding already closed")
    detail = Text(
        "Temuan {finding_id} sudah ditutup seorang peninjau.",
        "A reviewer has closed the finding {finding_id} already.",
    )
