"""Who may review accounts."""

from collections.abc import Collection

from verification.accounts.errors import ReviewerWithoutInstitution


def own_institutions(institutions: Collection[str]) -> Collection[str]:
    """Whose accounts a reviewer passes over; somebody of no institution reviews none at all."""
    if not institutions:
        raise ReviewerWithoutInstitution
    return institutions
