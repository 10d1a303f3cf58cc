"""What follows from what in this service, in order and in the transaction of the change."""

from registry.accounts.account.rules.lifecycle import AccountLetGo, AccountLinked
from registry.badges.badge import service as badges
from registry.badges.badge.rules import AccountEligible
from registry.people.consents.rules import ConsentGiven
from registry.people.training.rules import TrainingPassed
from shared.reactions import Reactions

REACTIONS: Reactions = {
    ConsentGiven: (badges.reconsider_officer,),
    TrainingPassed: (badges.reconsider_trained,),
    AccountLinked: (badges.reconsider_officer,),
    AccountEligible: (badges.reconsider_officer,),
    AccountLetGo: (badges.end_badge_on,),
}
