"""Two reviewers of two institutions, neither of them the badge's."""

import httpx
import pytest

from shared.testing.tokens import TestIssuer
from tests.registry.badges.reviewers import Reviewer


@pytest.fixture
def reviewer(client: httpx.AsyncClient, issuer: TestIssuer) -> Reviewer:
    return Reviewer(client, issuer)


@pytest.fixture
def second(reviewer: Reviewer) -> Reviewer:
    return reviewer.elsewhere("klpd:K9", subject="second")
