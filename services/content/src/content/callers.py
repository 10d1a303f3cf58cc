"""Every right of this service on one page: who may call what, and whose rows they reach."""

from typing import Annotated

from fastapi import Depends

from shared.caller import Caller
from shared.web.auth import Rows, require

Reader = Annotated[Caller, Depends(require("content.read"))]
"""Reads the messages of the own institution, whatever their state."""

Writer = Annotated[Caller, Depends(require("content.write"))]
"""Drafts, submits, releases and withdraws for the own institution."""

Clearer = Annotated[Caller, Depends(require("content.clear", rows=Rows.ALL))]
"""Clears or returns what any institution submits, but nothing they wrote themselves."""

Person = Annotated[Caller, Depends(require("content.me", rows=Rows.SELF))]
"""Somebody with a token of their own: whoever opens the own inbox."""

RecordReader = Annotated[Caller, Depends(require("records.read", rows=Rows.ALL))]
"""The registry, gathering what all services hold of somebody who asked."""
