"""What can go wrong here."""

from shared.errors import Conflict, Invalid, Missing, Refused
from shared.language import Text


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


class NotHiddenByHolder(Conflict):
    """The badge is not hidden, or not by its holder alone."""

    title = Text("Tidak Anda sembunyikan", "Not hidden by you")
    detail = Text(
        "Hanya lencana yang Anda sembunyikan sendiri, dan belum ditegaskan penelaah, dapat Anda"
        " tampilkan lagi.",
        "You can show again only a badge that you hid yourself and no reviewer has confirmed.",
    )


class SuspensionUnknown(Missing):
    """There is no suspension with this id."""

    title = Text("Jeda tidak dikenal", "Suspension unknown")
    detail = Text(
        "Tidak ada jeda dengan id {suspension_id}. Lihat GET /v1/suspensions.",
        "No suspension has the id {suspension_id}. See GET /v1/suspensions.",
    )


class SuspensionSettled(Conflict):
    """It was confirmed, lifted, or has lapsed."""

    title = Text("Jeda tidak menunggu penegasan", "Suspension awaits no confirmation")
    detail = Text(
        "Status jeda ini {state}. Bila lencana masih perlu dijeda, putuskan jeda baru.",
        "The state of this suspension is {state}. If need be, decide on a new one.",
    )


class SecondReviewerNeeded(Refused):
    """Confirming takes another person, of a third institution."""

    title = Text("Perlu orang kedua", "Second person needed")
    detail = Text(
        "Jeda ditegaskan orang lain, dari instansi yang bukan instansi lencana dan bukan instansi"
        " pemutus pertama.",
        "A suspension is confirmed by another person, whose institution is neither the badge's nor"
        " that of whoever decided first.",
    )


class SecondToLiftNeeded(Refused):
    """Ending what two confirmed takes two, and this is the first again or a colleague."""

    title = Text("Perlu orang kedua untuk mengakhiri jeda", "Second person needed to lift")
    detail = Text(
        "Jeda yang ditegaskan dua orang berakhir bila dua orang setuju. Yang kedua orang lain, dari"
        " instansi yang bukan instansi lencana dan bukan instansi pengusul.",
        "A pause confirmed by two ends when two agree. The second is another person, whose"
        " institution is neither the badge's nor that of whoever proposed it.",
    )


class PausedInVain(Refused):
    """This person, or somebody of the same institution, paused the holder's badge alone before."""

    title = Text("Jeda terdahulu gugur", "An earlier pause lapsed")
    detail = Text(
        "Jeda dari Anda atau instansi Anda atas pemegang ini gugur tanpa penegasan. Kali ini"
        " penelaah dari instansi lain yang memutuskan lebih dulu.",
        "A pause by you or your institution of this holder's badge lapsed unconfirmed. This time"
        " a reviewer of another institution decides first.",
    )
