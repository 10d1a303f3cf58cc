"""What can go wrong here."""

from shared.errors import Invalid, Missing
from shared.language import Text


class CohortUnknown(Missing):
    """There is no such cohort in the caller's institutions."""

    title = Text("Angkatan tidak dikenal", "Cohort unknown")
    detail = Text(
        "Tidak ada angkatan dengan id {cohort_id} di instansi Anda.",
        "Your institution has no cohort with the id {cohort_id}.",
    )


class CohortDatesReversed(Invalid):
    """A cohort expires after it starts, and not before today."""

    title = Text("Tanggal angkatan terbalik", "Cohort dates reversed")
    detail = Text(
        "`expires_on` tidak boleh sebelum `starts_on` atau sebelum hari ini.",
        "`expires_on` may not precede `starts_on` or today.",
    )
