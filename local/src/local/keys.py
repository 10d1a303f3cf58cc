"""Keys and secrets of the local stack: made once, kept with mode 600."""

import base64
import secrets
from dataclasses import asdict, dataclass

from local.places import Places, read_document, write_private
from local.stack import Stack

KEY_BYTES = 32


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """``keys`` by service and setting name, ``clients`` by client id."""

    keys: dict[str, str]
    clients: dict[str, str]
    platform_token: str


def kept_keys(places: Places, stack: Stack) -> Keys:
    """The keys of this stack; what is missing is made now, what exists is never changed."""
    known = read_document(places.keys)
    wanted = [service.prefix + name for service in stack.services for name in service.keys]
    keys = {name: known.get("keys", {}).get(name) or new_key() for name in wanted}
    clients = {
        client.id: known.get("clients", {}).get(client.id) or secrets.token_urlsafe(24)
        for client in stack.clients
    }
    token = known.get("platform_token") or secrets.token_urlsafe(24)
    made = Keys(keys, clients, token)
    if asdict(made) != known:
        write_private(places.keys, asdict(made))
    return made


def new_key() -> str:
    """256 random bits in base64."""
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()
