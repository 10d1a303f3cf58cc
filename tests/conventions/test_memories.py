"""What callers can fill is bounded in bytes: every memory that lives with a process is known."""

import re

from tests.conventions.checkout import files, named, text

CACHES = re.compile(
    r"@(?:functools\.)?(?:lru_)?cache\b|\blru_cache\(|= cache\(|OrderedDict\(|WeakV"
)
KNOWN = {
    "services/content/src/content/wordings/rules/accounts.py": "one file of the package",
    "services/content/src/content/wordings/rules/lists.py": "files of the package",
    "services/content/src/content/wordings/rules/screening.py": "16 messages, at most 4 MB",
    "services/verification/src/verification/eligibility/rules/facts.py": "4096 weeks, 4096 dates",
    "services/verification/src/verification/growth/rules/reference.py": "files of the package",
    "services/verification/src/verification/growth/rules/reference_1_1.py": "files of the package",
    "services/verification/src/verification/models/rules/cards.py": "files of the package",
    "services/verification/src/verification/eligibility/rules/engines.py": "models of the package",
    "shared/src/shared/memory.py": "the memory that is bounded in bytes",
    "shared/src/shared/migrations.py": "three packages",
    "shared/src/shared/web/context.py": "routes, methods and statuses of the application",
    "shared/src/shared/web/tokens.py": "genuine tokens of clients the issuer knows",
}
"""Where something is kept between calls, and why no caller can make it grow without bound."""


def keeping() -> set[str]:
    """Files that keep something by what they are asked."""
    sources = files("services/*/src/*.py", "shared/src/*.py")
    return {named(path) for path in sources if CACHES.search(text(path))}


def test_no_cache_is_fed_by_callers_but_those_that_count_bytes() -> None:
    assert keeping() - set(KNOWN) == set(), "use shared.memory, or say here what bounds it"


def test_every_cache_that_is_explained_is_there() -> None:
    assert set(KNOWN) - keeping() == set()
