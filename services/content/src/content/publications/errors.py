"""What can go wrong when looking at what was published."""

from shared.errors import Missing
from shared.language import Text


class PublicationUnknown(Missing):
    """Nothing was ever published under this id."""

    title = Text("Tidak pernah diterbitkan", "Never published")
    detail = Text(
        "Pemerintah tidak pernah menerbitkan pesan dengan id itu di sini.",
        "The government never published a message with that id here.",
    )
