"""What can go wrong here."""

from shared.errors import Conflict, Invalid, Missing, Refused, Unprocessable
from shared.language import Text


class ClientUnknown(Missing):
    """No client has this id."""

    title = Text("Klien tidak dikenal", "Client unknown")
    detail = Text("Tidak ada klien {client_id}.", "There is no client {client_id}.")


class ClientExists(Conflict):
    """What exists is changed on purpose, never made again."""

    title = Text("Klien sudah ada", "Client exists")
    detail = Text(
        "Klien {client_id} sudah ada; ubah dengan `clients grant`, `enable` atau `rotate-secret`.",
        "The client {client_id} exists; use `clients grant`, `enable` or `rotate-secret`.",
    )


class ClientDisabled(Conflict):
    """A disabled client gets no new secrets and no new rights."""

    title = Text("Klien sudah dinonaktifkan", "Client is disabled")
    detail = Text("Klien {client_id} sudah dinonaktifkan.", "The client {client_id} is disabled.")


class ClientOfAService(Conflict):
    """Without this client a service is cut off from its peers."""

    title = Text("Klien sebuah layanan", "Client of a service")
    detail = Text(
        "Sebuah layanan memakai klien ini. Operator dapat melakukannya di mesin registry:"
        " `python -m registry clients {word} {client_id}`.",
        "A service uses this client. The operator can do it on the registry's machine:"
        " `python -m registry clients {word} {client_id}`.",
    )


class ClientIsOwn(Conflict):
    """Nobody cuts off themselves by a slip."""

    title = Text("Klien Anda sendiri", "Your own client")
    detail = Text(
        "Ini klien Anda sendiri. Operator dapat melakukannya di mesin registry:"
        " `python -m registry clients {word} {client_id}`.",
        "This is your own client. The operator can do it on the registry's machine:"
        " `python -m registry clients {word} {client_id}`.",
    )


class TwoAdministratorsStay(Conflict):
    """One proposes and another confirms: with one left nothing could be confirmed."""

    title = Text("Dua administrator harus tersisa", "Two administrators stay")
    detail = Text(
        "Tanpa klien ini kurang dari dua administrator tersisa. Operator dapat melakukannya di"
        " mesin registry: `python -m registry clients {word} {client_id}`.",
        "Without this client fewer than two administrators remain. The operator can do it on the"
        " registry's machine: `python -m registry clients {word} {client_id}`.",
    )


class ScopeUnreadable(Invalid):
    """Scopes are words such as ``registry.me``, separated by spaces."""

    title = Text("Scope tidak terbaca", "Scope unreadable")
    detail = Text(
        "Tulis scope seperti `registry.me content.me`, dipisah spasi.",
        "Write scopes like `registry.me content.me`, separated by spaces.",
    )


class ScopeUnknown(Invalid):
    """No operation asks for it, so nobody can be given it."""

    title = Text("Scope tidak dikenal", "Scope unknown")
    detail = Text(
        "Tidak ada scope {scopes}; daftarnya di docs/api/scopes.md.",
        "There is no scope {scopes}; docs/api/scopes.md lists them.",
    )


class ScopeReserved(Refused):
    """Only the operator's command gives this scope."""

    title = Text("Scope khusus operator", "Scope reserved for the operator")
    detail = Text(
        "{scopes} hanya dapat diberikan dengan perintah `registry clients`.",
        "{scopes} can only be given by the command `registry clients`.",
    )


class InstitutionsUnknown(Unprocessable):
    """A client acts for institutions that exist."""

    title = Text("Instansi tidak dikenal", "Institution unknown")
    detail = Text(
        "Tidak ada instansi {institutions}; impor dulu, atau perbaiki kodenya.",
        "There is no institution {institutions}; import it first, or mend the code.",
    )


NEEDED: dict[str, type[Conflict]] = {
    "of_a_service": ClientOfAService,
    "own": ClientIsOwn,
    "one_of_two_administrators": TwoAdministratorsStay,
}
"""By what ties the client."""
