"""What can go wrong here."""

from shared.errors import Missing
from shared.language import Text


class PageForPeople(Missing):
    """The address is a page, and whoever asked takes none."""

    title = Text("Halaman untuk manusia", "A page for people")
    detail = Text(
        "Alamat ini halaman untuk peramban. Program bertanya lewat GET /v1/badges/lookup.",
        "This address is a page for browsers. Programs ask GET /v1/badges/lookup.",
    )
