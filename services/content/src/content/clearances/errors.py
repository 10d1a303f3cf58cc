"""What can go wrong when clearing."""

from shared.errors import Conflict
from shared.language import Text


class VersionMovedOn(Conflict):
    """The words were changed since the reader read them."""

    title = Text("Versi sudah berganti", "Version has moved on")
    detail = Text(
        "Versi yang sekarang adalah {version}; baca dulu, lalu nyatakan lagi.",
        "The present version is {version}; read it first, then state it again.",
    )
