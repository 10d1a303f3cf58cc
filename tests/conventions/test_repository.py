"""The repository names no machine, no package host and no secret."""

import re

from tests.conventions.checkout import ROOT, files, named, text

HOST_WORDS = (
    *("pypi org", "pythonhosted org", "crates io", "npmjs org", "proxy golang org"),
    *("deb debian org", "security debian org", "docker io", "ghcr io", "quay io"),
)
HOSTS = re.compile("|".join(re.escape(words.replace(" ", ".")) + r"\b" for words in HOST_WORDS))
MACHINE = re.compile(r"(?<![\w.])/(work|root|home|tmp/plan)/")
SECRET = re.compile(r"-----BEGIN [A-Z ]*PRIVATE" r" KEY-----")


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    """Where the pattern stands in any text file."""
    found = []
    for path in files():
        if pattern.search(text(path)):
            numbers = [
                n for n, line in enumerate(text(path).splitlines(), 1) if pattern.search(line)
            ]
            found.append(f"{named(path)}: {numbers[:5]}")
    return found


def test_no_package_host_is_named() -> None:
    assert lines_with(HOSTS) == []


def test_no_path_of_a_machine_is_named() -> None:
    assert lines_with(MACHINE) == []


def test_no_private_key_is_kept() -> None:
    assert lines_with(SECRET) == []


def test_every_locked_package_has_hashes_and_both_locks_agree() -> None:
    runtime, development = locked("requirements.lock"), locked("requirements-dev.lock")

    assert runtime.items() <= development.items()
    assert all(re.search(r"--hash=sha256:[0-9a-f]{64}", rest) for rest in development.values())


def locked(name: str) -> dict[str, str]:
    """Requirement → its hashes."""
    plain = re.sub(r"^ +#.*\n", "", (ROOT / name).read_text("utf-8"), flags=re.MULTILINE)
    entries = re.findall(r"^(\S+==[^\\\n]+)((?:\\\n[^\n]*)*)", plain, re.MULTILINE)
    return {
        requirement.strip(): hashes.replace("\\", "").strip() for requirement, hashes in entries
    }
