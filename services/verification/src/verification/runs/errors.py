"""What can go wrong with runs."""

from shared.errors import Conflict, Invalid, Missing
from shared.language import Text


class RunUnknown(Missing):
    """There is no such run."""

    title = Text("Putaran penilaian tidak dikenal", "Run unknown")
    detail = Text("Tidak ada putaran dengan id {run_id}.", "No run has the id {run_id}.")


class RunUnderWay(Conflict):
    """A week is judged by one run at a time."""

    title = Text("Putaran masih berjalan", "Run under way")
    detail = Text(
        "Pekan {week} sedang dinilai; tunggu sampai putaran itu selesai.",
        "Week {week} is being judged; wait until that run is completed.",
    )


class WeekNotCome(Invalid):
    """A week is judged when it has begun."""

    title = Text("Pekan belum tiba", "Week has not come")
    detail = Text("Pekan {week} belum dimulai.", "Week {week} has not begun.")


class WeekUnreadable(Invalid):
    """The year has no such week."""

    title = Text("Pekan tidak terbaca", "Week unreadable")
    detail = Text("Tidak ada pekan {week}.", "There is no week {week}.")
