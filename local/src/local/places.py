"""Where the local stack keeps its things: everything below one folder."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LONGEST_SOCKET_FOLDER = 85
"""A socket's whole path has at most 103 bytes on macOS and 107 on Linux (unix(7))."""


@dataclass(frozen=True, slots=True)
class Places:
    """Files and folders below ``.local`` (``LENCANA_LOCAL_DIR`` moves them, for tests)."""

    root: Path

    @classmethod
    def here(cls) -> "Places":
        """The places of this checkout."""
        return cls(Path(os.environ.get("LENCANA_LOCAL_DIR", ".local")).absolute())

    @property
    def postgres(self) -> Path:
        """The data of the embedded PostgreSQL."""
        return self.root / "postgres"

    @property
    def logs(self) -> Path:
        """One file a process."""
        return self.root / "logs"

    @property
    def keys(self) -> Path:
        """Keys and secrets made once for this stack."""
        return self.root / "keys.json"

    @property
    def credentials(self) -> Path:
        """What people need to call the services as one of the personas."""
        return self.root / "credentials.json"

    @property
    def clients(self) -> Path:
        """All clients with their secrets, as the issuer takes them."""
        return self.root / "clients.json"

    @property
    def clients_known(self) -> Path:
        """Fingerprint of the clients the issuer has taken."""
        return self.root / "clients.known"

    @property
    def addresses(self) -> Path:
        """Where the running services answer."""
        return self.root / "addresses.json"

    @property
    def profiles(self) -> Path:
        """What the simulated platforms know."""
        return self.root / "platforms.json"

    @property
    def processes(self) -> Path:
        """The processes started, for the next run in case this one is killed."""
        return self.root / "processes.json"

    @property
    def lock(self) -> Path:
        """Held while a supervisor lives."""
        return self.root / "supervisor.lock"

    @property
    def socket(self) -> Path:
        """Where the supervisor takes orders."""
        return self.root / "supervisor.sock"

    @property
    def story(self) -> Path:
        """Places to look at after the story."""
        return self.root / "story.json"


def reachable(folder: Path) -> Path:
    """The folder, or a short way to it where a socket's name in it would be too long."""
    if len(str(folder)) <= LONGEST_SOCKET_FOLDER:
        return folder
    short = Path("/tmp") / f"lencana-{folder.stat().st_ino}"  # noqa: S108 - a link is put there
    if not (short.is_symlink() and short.readlink() == folder):
        short.unlink(missing_ok=True)
        short.symlink_to(folder)
    return short


def write_private(path: Path, document: Any) -> None:
    """Replace the file as a whole; only the owner may read it."""
    fresh = path.with_name(f"{path.name}.new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(document, file, indent=1, ensure_ascii=False)
        file.write("\n")
    fresh.replace(path)


def read_document(path: Path) -> dict[str, Any]:
    """The JSON object in the file; an empty one when the file is absent or was cut short."""
    try:
        document = json.loads(path.read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return document if isinstance(document, dict) else {}
