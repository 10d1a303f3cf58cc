"""What can go wrong with records of verdicts."""

from shared.errors import Missing
from shared.language import Text


class AssessmentUnknown(Missing):
    """No verdict has this id, or it is not the caller's business."""

    title = Text("Penilaian tidak dikenal", "Assessment unknown")
    detail = Text("Tidak ada penilaian {assessment_id}.", "There is no assessment {assessment_id}.")


class RecordNotKept(Missing):
    """The verdict is older than records, or its inputs were let go after two years."""

    title = Text("Catatan tidak disimpan", "Record not kept")
    detail = Text(
        "Masukan penilaian {assessment_id} tidak disimpan lagi; putusannya tetap terbaca.",
        "The inputs of assessment {assessment_id} are not kept any more; the verdict stays.",
    )
