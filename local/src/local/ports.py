"""Which port each process listens on: given, the default, or a free one."""

import os
import socket
from collections.abc import Mapping
from random import SystemRandom

from local.errors import PortShared, PortTaken, PortUnreadable
from local.stack import Stack

HOST = "127.0.0.1"
HIGHEST = 65_535
NOT_LENT = range(20_000, 32_768)
"""Below the ports that Linux lends to outgoing connections."""


def chosen_ports(stack: Stack, earlier: Mapping[str, str], *, any_free: bool) -> dict[str, int]:
    """A port for each process; ``any_free`` steps aside where a default is taken."""
    ports = {
        service.name: one_port(service.name, service.port, any_free=any_free)
        for service in stack.services
    }
    for name, port in ports.items():
        if list(ports.values()).count(port) > 1:
            raise PortShared(port=port, variable=f"{name.upper()}_PORT")
    last = earlier.get("platforms", "").rpartition(":")[2]
    preferred = int(last) if last.isdigit() else 0
    return {**ports, "platforms": one_port("platforms", preferred, any_free=True)}


def one_port(name: str, default: int, *, any_free: bool) -> int:
    """The port ``<NAME>_PORT`` says, or the default; a clear failure when it is taken."""
    variable = f"{name.upper()}_PORT"
    given = os.environ.get(variable)
    port = read_port(variable, given) if given else default
    if port and is_free(port):
        return port
    if any_free and not given:
        return free_port()
    raise PortTaken(port=port, name=name, variable=variable, other=free_port())


def read_port(variable: str, text: str) -> int:
    """The number in a variable."""
    if not text.isdigit() or not 1 <= int(text) <= HIGHEST:
        raise PortUnreadable(variable=variable)
    return int(text)


def is_free(port: int) -> bool:
    """Whether this process could listen there now; lingering closed connections do not count."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
        except OSError:
            return False
    return True


def free_port() -> int:
    """A port nobody listens on now; no outgoing connection takes it before we do."""
    while not is_free(port := SystemRandom().choice(NOT_LENT)):
        continue
    return port
