"""What can go wrong here."""

from shared.errors import Conflict, Missing, NotAcceptable
from shared.language import Text


class BadgeUnknown(Missing):
    """No badge has this id, or it is not the caller's."""

    title = Text("Lencana tidak dikenal", "Badge unknown")
    detail = Text(
        "Tidak ada lencana dengan id {badge_id}.", "There is no badge with the id {badge_id}."
    )


class BadgeStateConflict(Conflict):
    """The act does not fit the badge's state."""

    title = Text("Status lencana tidak sesuai", "Badge state conflict")
    detail = Text(
        "Status lencana ini {state}; tindakan ini tidak berlaku untuknya.",
        "The state of this badge is {state}; this act does not apply to it.",
    )


class FormNotOffered(NotAcceptable):
    """The badge is told in other forms than the one asked for."""

    title = Text("Bentuk tidak tersedia", "Form not offered")
    detail = Text("Minta {offered}.", "Ask for {offered}.")
