"""What follows from what in this service, in order and in the transaction of the change."""

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
from registry.people.consents.rules import ConsentGiven
from registry.people.institutions import service as institutions
from registry.people.training.rules import TrainingPassed
from shared.reactions import Reactions

REACTIONS: Reactions = {
    InstitutionsNamed: (institutions.must_exist,),
    ConsentGiven: (badges.reconsider_officer,),
    TrainingPassed: (badges.reconsider_trained,),
    AccountLinked: (sightings.watch, badges.reconsider_officer),
    NewNameConfirmed: (accounts.rename, badges.follow_account),
    AccountStateChanged: (sightings.note_change, badges.heed_account),
    AccountEligible: (badges.reconsider_officer,),
    AccountLetGo: (badges.end_badge_on,),
}
