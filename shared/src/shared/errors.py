"""The kinds of failure a feature may report. No HTTP here: see ``shared.web.problems``."""

from collections.abc import Mapping
from typing import Any, ClassVar

from shared.language import Text


class Failure(Exception):
    """A request that was understood and cannot be carried out.

    Subclasses state a fact in both languages; the keyword facts fill the places of ``detail``
    and travel in the problem document, so they are JSON values and never personal.
    """

    title: ClassVar[Text] = Text("Permintaan gagal", "Request failed")
    detail: ClassVar[Text] = Text(
        "Permintaan tidak dapat dijalankan.", "The request cannot be carried out."
    )

    codes: ClassVar[Mapping[str, Text]] = {}
    """What may stand as ``code`` in the fact ``errors``, each with its sentence."""

    def __init__(self, **facts: Any) -> None:
        super().__init__(self.detail.format(**facts).en)
        self.facts = facts

    @property
    def sentence(self) -> Text:
        """The detail with this failure's facts in their places."""
        return self.detail.format(**self.facts)


class Missing(Failure):
    """The thing addressed does not exist, or the caller may not know that it does."""


class Conflict(Failure):
    """The request contradicts the present state."""


class Refused(Failure):
    """The caller may not do this, or the rules forbid it."""


class Invalid(Failure):
    """The request cannot be read, or breaks the documented form."""


class Unauthenticated(Failure):
    """No usable token came with the request."""


class Precondition(Failure):
    """The caller acted on an older version of the row."""


class PreconditionAbsent(Failure):
    """The caller must say which version of the row is meant."""


class TooLarge(Failure):
    """The body is larger than the operation takes."""


class TooSlow(Failure):
    """What was sent did not arrive in time."""


class MediaTypeUnsupported(Failure):
    """The operation does not read bodies of this media type."""


class Unprocessable(Failure):
    """The form is right, yet the content cannot be taken as asked."""


class NotAcceptable(Failure):
    """No representation the caller accepts exists."""


class TooMany(Failure):
    """The caller asks too often; the fact ``retry_after`` says when to come back, in seconds."""


class Unavailable(Failure):
    """Something needed now does not answer; ``retry_after`` says when to come back, in seconds."""
