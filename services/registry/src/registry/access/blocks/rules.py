"""Who is blocked, told without a name."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Principal:
    """Somebody as tokens name them."""

    issuer: str
    subject: str

    @property
    def name(self) -> str:
        """``iss|sub``."""
        return f"{self.issuer}|{self.subject}"
