"""What can be corrected, by when, and where a request stands."""

from datetime import timedelta
from enum import StrEnum

ANSWER_WITHIN = timedelta(hours=72)
"""Law 27/2022: correct within 3 × 24 hours of the request."""

MOST_OPEN = 10
"""Requests of one person that wait at the same time."""


class Field(StrEnum):
    """What is said to be wrong. The values are part of the public API."""

    CATEGORY = "category"
    INSTITUTION = "institution"
    NUMBER = "number"
    TRAINING_RESULT = "training_result"
    OTHER = "other"


class CorrectionState(StrEnum):
    """Where a request stands. The values are part of the public API."""

    OPEN = "open"
    CORRECTED = "corrected"
    REFUSED = "refused"
