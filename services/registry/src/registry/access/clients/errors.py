"""What can go wrong here."""

from shared.errors import Conflict, Invalid, Missing, Refused
from shared.language import Text


class ClientUnknown(Missing):
    """No client has this id."""

    title = Text("Klien tidak dikenal", "Client unknown")
    detail = Text("Tidak ada klien {client_id}.", "There is no client {client_id}.")


class ClientDisabled(Conflict):
    """A disabled client gets no new secrets."""

    title = Text("Klien sudah dinonaktifkan", "Client is disabled")
    detail = Text("Klien {client_id} sudah dinonaktifkan.", "The client {client_id} is disabled.")


class ScopeUnreadable(Invalid):
    """Scopes are words such as ``registry.me``, separated by spaces."""

    title = Text("Scope tidak terbaca", "Scope unreadable")
    detail = Text(
        "Tulis scope seperti `registry.me content.me`, dipisah spasi.",
        "Write scopes like `registry.me content.me`, separated by spaces.",
    )


class ScopeReserved(Refused):
    """Only the operator's command gives this scope."""

    title = Text("Scope khusus operator", "Scope reserved for the operator")
    detail = Text(
        "{scopes} hanya dapat diberikan dengan perintah `registry clients`.",
        "{scopes} can only be given by the command `registry clients`.",
    )
