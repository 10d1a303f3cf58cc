"""Lost updates: a change names the version it was made on."""

from shared.errors import Precondition
from shared.language import Text


class StaleVersion(Precondition):
    """Somebody changed the row since it was read."""

    title = Text("Versi sudah usang", "Version is stale")
    detail = Text(
        "Baris ini sudah berubah; baca lagi lalu ulangi perubahan Anda.",
        "The row has changed since; read it again and repeat your change.",
    )


def check_version(meant: int, current: int) -> None:
    """Refuse a change made on another version than the current one."""
    if meant != current:
        raise StaleVersion
