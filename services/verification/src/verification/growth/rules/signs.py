"""All signs of a block: what the tables of the model look at."""

from dataclasses import dataclass, fields
from typing import TypeVar

import numpy as np

from verification.growth.rules.burst import Burst, burst_of, burst_signs, steadiest
from verification.growth.rules.crowd import calmer, crowd_of, crowd_signs, drip_reactions
from verification.growth.rules.drip import Drip, drip_of, drip_signs
from verification.growth.rules.ranges import Columns, Flags, Floats, at
from verification.growth.rules.steps import Steps, steps_of

T = TypeVar("T", Steps, Burst, Drip)


@dataclass(frozen=True, slots=True)
class Signs:
    """Of each account; what the weeks of a flag are named from stands beside."""

    values: dict[str, Floats]
    steps: Steps
    burst: Burst
    drip: Drip
    engaged: Flags

    def only(self, columns: Columns) -> "Signs":
        """Of some accounts."""
        return Signs(
            {name: value[columns] for name, value in self.values.items()},
            _only(self.steps, columns),
            _only(self.burst, columns),
            _only(self.drip, columns),
            self.engaged[columns],
        )


def _only(measured: T, columns: Columns) -> T:
    return type(measured)(
        *(getattr(measured, each.name)[..., columns] for each in fields(measured))
    )


def signs_of(audience: Floats, engagement: Floats, posts: Floats) -> Signs:
    """Measure every sign of every account; a row a week, a column an account."""
    steps = steps_of(audience)
    burst, drip = burst_of(steps), drip_of(steps)
    crowd = crowd_of(calmer(engagement, posts), steps.observed)
    base = np.maximum(at(steps.level, drip.first - 1), 1.0)
    values = {
        **burst_signs(steps, burst),
        **steadiest(steps, burst),
        **crowd_signs(steps, burst, crowd),
        **drip_signs(steps, drip),
        **drip_reactions(crowd, drip.first, drip.end, np.log1p(drip.gained / base)),
    }
    return Signs(values, steps, burst, drip, crowd.engaged)
