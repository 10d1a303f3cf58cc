"""What follows from what in this service, in order and in the transaction of the change."""

from shared.reactions import Reactions
from verification.accounts.rules import AccountLinkedAnew, AccountsErased
from verification.arrivals import service as arrivals
from verification.bunching import service as bunching
from verification.eligibility import service as eligibility
from verification.findings import service as findings
from verification.observations import service as observations
from verification.runs.rules import RunCompleted

REACTIONS: Reactions = {
    AccountsErased: (
        findings.forget_accounts,
        eligibility.forget_accounts,
        arrivals.forget_accounts,
        observations.forget_accounts,
    ),
    AccountLinkedAnew: (findings.follow_account,),
    RunCompleted: (bunching.count_bands,),
}
