"""What can go wrong at an inbox."""

from shared.errors import Missing, Refused
from shared.language import Text


class InboxClosed(Refused):
    """The inbox opens with an active badge and closes with the last one."""

    title = Text("Kotak masuk tertutup", "Inbox closed")
    detail = Text(
        "Kotak masuk terbuka selama Anda memegang lencana yang aktif.",
        "The inbox is open while you hold an active badge.",
    )


class OfferUnknown(Missing):
    """No message with this id is offered to the caller."""

    title = Text("Tidak ada di kotak masuk", "Not in the inbox")
    detail = Text(
        "Tidak ada pesan dengan id itu untuk Anda.", "There is no message with that id for you."
    )
