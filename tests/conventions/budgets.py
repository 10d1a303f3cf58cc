"""Test lines per source line, by part; what proves conventions and plays the story is apart."""

from collections.abc import Iterator

from tests.conventions.checkout import SERVICES, files, text

PARTS = {
    **{service: f"services/{service}/src/*.py" for service in SERVICES},
    "shared": "shared/src/shared/*.py",
    "local": "local/src/*.py",
}
ACROSS = ("tests/security/*.py", "tests/contracts/*.py", "tests/journeys/*.py")


def lines(*patterns: str) -> int:
    """Lines of all files that match, migrations left out."""
    found = (path for path in files(*patterns) if "/migrations/versions/" not in str(path))
    return sum(len(text(path).splitlines()) for path in found)


def ratio(part: str) -> float:
    """Lines of the tests that mirror a part, for each of its own."""
    return lines(f"tests/{part}/*.py") / lines(PARTS[part])


def overall() -> float:
    """Lines of all that tests behaviour, for each line of the services and ``shared``."""
    served = [*SERVICES, "shared"]
    mirrored = [f"tests/{part}/*.py" for part in served]
    return lines(*mirrored, *ACROSS) / lines(*(PARTS[part] for part in served))


def report() -> Iterator[str]:
    """A line for each part and the whole."""
    yield from (f"{part}: {ratio(part):.2f} test lines for each of source" for part in PARTS)
    yield f"services and shared, with what tests them together: {overall():.2f}"
    yield f"conventions, apart: {lines('tests/conventions/*.py')} lines"


if __name__ == "__main__":
    print("\n".join(report()))
