"""Who may call: every right of this service on one page."""

from typing import Annotated

from fastapi import Depends

from shared.caller import Caller
from shared.web.auth import Rows, require

Holder = Annotated[Caller, Depends(require("verification.me", rows=Rows.SELF))]
"""The person an account belongs to; sees own rows only."""
Reviewer = Annotated[Caller, Depends(require("verification.review", rows=Rows.ALL))]
"""Looks at accounts of institutions other than their own."""
Collector = Annotated[Caller, Depends(require("verification.observations.write", rows=Rows.ALL))]
"""Brings weekly readings."""
RunStarter = Annotated[Caller, Depends(require("verification.runs.write", rows=Rows.ALL))]
"""Has accounts judged."""

PolicyMaker = Annotated[Caller, Depends(require("verification.policies.write", rows=Rows.ALL))]
"""Writes, simulates and announces criteria; never the whole way alone."""

RecordReader = Annotated[Caller, Depends(require("records.read", rows=Rows.ALL))]
"""The registry, gathering what all services hold of somebody who asked."""
