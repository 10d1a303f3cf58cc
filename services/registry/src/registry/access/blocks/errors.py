"""What can go wrong here."""

from shared.errors import Conflict, Missing
from shared.language import Text


class PrincipalIsOwn(Conflict):
    """Nobody blocks themselves by a slip."""

    title = Text("Itu Anda sendiri", "That is you")
    detail = Text(
        "Anda tidak dapat memblokir diri sendiri; administrator lain dapat.",
        "You cannot block yourself; another administrator can.",
    )


class BlockUnknown(Missing):
    """Nobody is blocked under this id."""

    title = Text("Blokir tidak dikenal", "Block unknown")
    detail = Text("Tidak ada blokir {block_id}.", "There is no block {block_id}.")
