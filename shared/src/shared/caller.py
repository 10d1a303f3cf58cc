"""Who calls, as a plain value: what use cases may know of a token."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Caller:
    """Who a token speaks for."""

    issuer: str
    subject: str
    client_id: str
    scopes: frozenset[str]
    institutions: frozenset[str]

    @property
    def principal(self) -> str:
        """``iss|sub``: the one name of a caller across issuers."""
        return f"{self.issuer}|{self.subject}"
