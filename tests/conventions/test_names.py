"""What somebody may call something goes out beside an official sign: names are only names."""

from collections.abc import Iterator

import pytest
from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

import registry.main  # noqa: F401 - the registry with all its shapes
from shared.wire import Wire

CALLED = {"name", "course"}
ANSWERS = {"Part", "VouchingInstitution"}
"""Shapes that only the registry itself writes."""


def written(model: type[Wire] = Wire) -> Iterator[tuple[str, FieldInfo]]:
    """Fields of the registry's wire format that give something a name and are written by people."""
    for kind in model.__subclasses__():
        yield from written(kind)
        answers = hasattr(kind, "of") or kind.__name__ in ANSWERS
        if kind.__module__.startswith("registry.") and not answers:
            for name, field in kind.model_fields.items():
                if name in CALLED:
                    yield f"{kind.__name__}.{name}", field


FIELDS = dict(written())


def test_cohorts_courses_clients_and_people_are_among_them() -> None:
    assert len(FIELDS) >= 5


@pytest.mark.parametrize("where", sorted(FIELDS))
@pytest.mark.parametrize(
    "text", ["Budi @penipu", "<b>resmi</b>", "lihat https://contoh.id", "#Coblos", "\u0412udi"]
)
def test_no_name_is_a_link_a_handle_or_a_call(where: str, text: str) -> None:
    reader: TypeAdapter[object] = TypeAdapter(FIELDS[where].rebuild_annotation())
    with pytest.raises(ValidationError):
        reader.validate_python(text)
