"""The page of rights, right by right."""

from typing import Any, get_args

import pytest

from content import callers
from shared.web.auth import Permission, Rows


@pytest.mark.parametrize(
    ("right", "scope", "rows"),
    [
        (callers.Reader, "content.read", Rows.OWN),
        (callers.Writer, "content.write", Rows.OWN),
        (callers.Clearer, "content.clear", Rows.ALL),
        (callers.Person, "content.me", Rows.SELF),
    ],
)
def test_a_right_is_one_scope_over_certain_rows(right: Any, scope: str, rows: Rows) -> None:
    permission = get_args(right)[1].dependency

    assert isinstance(permission, Permission)
    assert (permission.scopes, permission.rows) == ((scope,), rows)
