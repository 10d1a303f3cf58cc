"""What follows from what: one ordered list, and no fact outside it."""

import ast

from registry.access.clients.rules import InstitutionsNamed
from registry.accounts.account import service as accounts
from registry.accounts.account.rules.lifecycle import (
    AccountLetGo,
    AccountLinked,
    AccountStateChanged,
    NewNameConfirmed,
)
from registry.accounts.sightings import service as sightings
from registry.badges.badge import service as badges
from registry.badges.decisions.rules import AccountEligible
from registry.main import build_app
from registry.people.consents.rules import ConsentGiven
from registry.people.institutions import service as institutions
from registry.people.training.rules import TrainingPassed
from registry.reactions import REACTIONS
from registry.settings import Settings
from registry.worker import build_worker
from shared.database import REACTIONS as CARRIED
from shared.database import open_sessions
from tests.conventions.checkout import files, parsed


def stated() -> set[str]:
    """Names of the facts handed to ``follow`` anywhere in the service."""
    calls = (
        node
        for path in files("services/registry/src/*.py")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "follow"
    )
    return {ast.unparse(call.args[1]).partition("(")[0] for call in calls}


def test_every_fact_that_is_stated_is_listed_and_every_listed_one_stated() -> None:
    assert stated() == {fact.__name__ for fact in REACTIONS}
    assert len(stated()) == 8


def test_what_follows_is_in_the_order_written() -> None:
    assert list(REACTIONS.items()) == [
        (InstitutionsNamed, (institutions.must_exist,)),
        (ConsentGiven, (badges.reconsider_officer,)),
        (TrainingPassed, (badges.reconsider_trained,)),
        (AccountLinked, (sightings.watch, badges.reconsider_officer)),
        (NewNameConfirmed, (accounts.rename, badges.follow_account)),
        (AccountStateChanged, (sightings.note_change, badges.heed_account)),
        (AccountEligible, (badges.reconsider_officer,)),
        (AccountLetGo, (badges.end_badge_on,)),
    ]


async def test_requests_carry_the_list(settings: Settings) -> None:
    app = build_app(settings)

    async with app.router.lifespan_context(app):
        assert app.state.sessions.kw["info"][CARRIED] is REACTIONS


async def test_background_work_carries_the_list(settings: Settings) -> None:
    client = {"client_id": "registry", "token_url": "http://127.0.0.1:8001/oauth/token"}
    worker = build_worker(
        settings.model_copy(update=client | {"client_secret": settings.field_key})
    )

    url = settings.database_url.get_secret_value()
    async with open_sessions(url, reactions=worker.reactions) as sessions:
        assert sessions.kw["info"][CARRIED] is REACTIONS
