"""A real nginx with the configuration of the deployment, on ports and folders of its own."""

import asyncio
import os
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.new_secrets import Folder, keep_certificates

from local.ports import free_port
from tests.conventions.checkout import ROOT
from tests.programs import program, surroundings
from tests.waiting import until

CONFIGURATION = ROOT / "deploy/gateway"
SERVICES = {
    "registry": ("8443", "8001"),
    "verification": ("8444", "8002"),
    "content": ("8445", "8003"),
}
IMPATIENT = {
    "proxy_read_timeout 30s": "proxy_read_timeout 1s",
    "client_body_timeout 10s": "client_body_timeout 1s",
}


@dataclass(frozen=True)
class Gate:
    """Where the gateway of a test listens, whom it trusts, and where it may write."""

    ports: dict[str, int]
    trust: ssl.SSLContext
    scratch: Path
    pid: int

    def say(self, lines: bytes, service: str = "registry", *, tls: bool = True) -> bytes:
        """Send these bytes and nothing else; everything that comes back until it is closed."""
        with closing(self.opened(service, tls=tls)) as line:
            line.sendall(lines)
            return all_of(line)

    def opened(self, service: str = "registry", *, tls: bool = True) -> socket.socket:
        """A connection of HTTP/1.1."""
        plain = socket.create_connection(("127.0.0.1", self.ports[service]), timeout=30)
        return self.trust.wrap_socket(plain, server_hostname="localhost") if tls else plain

    def written(self) -> int:
        """Bytes of bodies and answers in its files, which have no name as soon as they are open."""
        workers = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text("utf-8").split()
        opened = [path for pid in workers for path in Path(f"/proc/{pid}/fd").iterdir()]
        return sum(path.stat().st_size for path in opened if self.holds(path))

    def holds(self, opened: Path) -> bool:
        """Whether this descriptor is a file of the gateway's own folder."""
        return str(opened.readlink()).startswith(f"{self.scratch}/")


def all_of(line: socket.socket) -> bytes:
    """What comes until the other side closes or breaks off."""
    parts = []
    try:
        while part := line.recv(65_536):
            parts.append(part)
    except (ConnectionResetError, ssl.SSLError):
        pass
    return b"".join(parts)


def adapted(text: str, scratch: Path, secrets: Path, ports: dict[str, int], backend: int) -> str:
    """The deployment's words, with this test's addresses in place of the containers'."""
    changes = {" /tmp/": f" {scratch}/", "/etc/lencana": str(scratch), **IMPATIENT}
    changes |= {"/run/secrets": str(secrets), "127.0.0.1:8080": f"127.0.0.1:{ports['health']}"}
    for name, (outside, inside) in SERVICES.items():
        changes[f"listen {outside} "] = f"listen 127.0.0.1:{ports[name]} "
        changes[f"{name}:{inside}"] = f"127.0.0.1:{backend}"
    for told, instead in changes.items():
        text = text.replace(told, instead)
    return text


@contextmanager
def standing_gate(folder: Path, backend: int) -> Iterator[Gate]:
    """nginx until the end of the test; it has begun to listen when this returns."""
    nginx = program("nginx")
    secrets, scratch = folder / "secrets", folder / "scratch"
    scratch.mkdir(parents=True)
    keep_certificates(Folder(secrets), "localhost")
    ports = {name: free_port() for name in (*SERVICES, "health")}
    for source in CONFIGURATION.glob("*.conf"):
        text = adapted(source.read_text("utf-8"), scratch, secrets, ports, backend)
        (scratch / source.name).write_text(text, "utf-8")
    command = [nginx, "-e", "stderr", "-c", str(scratch / "nginx.conf")]
    command += ["-g", "user root;"] if os.getuid() == 0 else []
    process = subprocess.Popen(command, env=surroundings())
    try:
        asyncio.run(until(lambda: listening(ports["health"], process), "nginx listens"))
        trust = ssl.create_default_context(cafile=str(secrets / "ca_certificate"))
        yield Gate(ports, trust, scratch, process.pid)
    finally:
        process.terminate()
        process.wait(10)


def listening(port: int, process: "subprocess.Popen[bytes]") -> bool:
    """Whether the first connection is taken."""
    assert process.poll() is None, f"nginx ended with {process.returncode}"
    with closing(socket.socket()) as line:
        return line.connect_ex(("127.0.0.1", port)) == 0
