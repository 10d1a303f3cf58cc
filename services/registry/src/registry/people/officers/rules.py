"""Where an officer stands in the programme."""

from enum import StrEnum


class OfficerState(StrEnum):
    """Life of an officer in the programme. The values are part of the public API."""

    PROVISIONED = "provisioned"
    ACTIVE = "active"
    WITHDRAWN = "withdrawn"
