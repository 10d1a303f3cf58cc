"""What follows from what in this service, in order and in the transaction of the change."""

from shared.reactions import Reactions
from verification.accounts.rules import AccountLinkedAnew
from verification.findings import service as findings

REACTIONS: Reactions = {
    AccountLinkedAnew: (findings.follow_account,),
}
