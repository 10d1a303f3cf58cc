"""What can go wrong with findings."""

from shared.errors import Conflict, Missing, Refused
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


class ReviewerWithoutInstitution(Refused):
    """Who belongs nowhere cannot be shown to belong elsewhere."""

    title = Text("Peninjau tanpa instansi", "Reviewer without institution")
    detail = Text(
        "Temuan ditutup oleh peninjau dari instansi lain; token Anda tidak menyebut instansi.",
        "Findings are closed by reviewers of another institution; your token names none.",
    )
