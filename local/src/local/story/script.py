"""The story, in its eleven steps."""

import time
from collections.abc import Iterable

from local.story.cast import Play
from local.story.control import OrderRefused
from local.story.stage import StepFailed
from local.story.steps.accounts import prove_accounts
from local.story.steps.badges import grant_and_look_up
from local.story.steps.cohort import invite_and_enrol
from local.story.steps.failures import break_things
from local.story.steps.finding import review_finding
from local.story.steps.handover import change_hands
from local.story.steps.institutions import import_institutions
from local.story.steps.message import publish_message
from local.story.steps.training import record_training
from local.story.steps.verification import verify_accounts
from local.story.steps.withdrawal import withdraw_consent
from local.story.telling import Step, out, show, show_failure
from shared.language import Text

STEPS = (
    Step(1, Text("Lembaga diimpor", "institutions are imported"), import_institutions),
    Step(2, Text("Sebuah angkatan diundang", "a cohort is invited"), invite_and_enrol),
    Step(3, Text("Akun dibuktikan", "accounts are proven"), prove_accounts),
    Step(4, Text("Pelatihan", "training"), record_training),
    Step(5, Text("Audiens diperiksa", "audiences are verified"), verify_accounts),
    Step(6, Text("Lencana dan pencarian", "badges and the look-up"), grant_and_look_up),
    Step(7, Text("Temuan ditelaah", "a finding is looked at"), review_finding),
    Step(8, Text("Nama berpindah tangan", "a name changes hands"), change_hands),
    Step(9, Text("Pesan program", "a programme message"), publish_message),
    Step(10, Text("Persetujuan ditarik", "consent is withdrawn"), withdraw_consent),
    Step(11, Text("Gangguan", "things break"), break_things),
)


async def perform(play: Play, steps: Iterable[Step] = STEPS) -> bool:
    """Play step by step; False when one failed."""
    for step in steps:
        began = time.monotonic()
        try:
            with out.status(f"{step.number}. {step.title.id}"):
                rows = await step.act(play)
        except (StepFailed, OrderRefused) as failure:
            show_failure(step, str(failure), getattr(failure, "answer", None))
            return False
        show(step, rows, time.monotonic() - began)
    return True
