"""Writes docs/operations/settings.md from the settings classes: ``make docs``."""

import importlib
import json

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from shared.settings import ServiceSettings
from tests.conventions.checkout import SERVICES

HEAD = """# Pengaturan · settings

This page is written by `make docs` from the settings classes, and a test keeps it equal to them.
Every setting is an environment variable, or a file of the same name in lower case in
`/run/secrets` (`<SERVICE>_SECRETS_DIR` names another folder). Lists are JSON. A wrong value stops
the process with exit code 78 and a list of what is wrong; values are never printed.
"""


def page() -> str:
    """All settings of all services in Markdown."""
    return "\n".join([HEAD, *(section(service) for service in SERVICES)])


def section(service: str) -> str:
    """One service's table, in the order of the class."""
    settings: type[ServiceSettings] = importlib.import_module(f"{service}.settings").Settings
    prefix = str(settings.model_config.get("env_prefix"))
    rows = [row(f"{prefix}{name.upper()}", field) for name, field in settings.model_fields.items()]
    return "\n".join(
        [f"## {service}\n", "| variable | default | meaning |", "|---|---|---|", *rows, ""]
    )


def row(variable: str, field: FieldInfo) -> str:
    """One setting; a required one has no default."""
    meaning = (field.description or "").replace("|", "\\|")
    return f"| `{variable}` | {default(field)} | {meaning} |"


def default(field: FieldInfo) -> str:
    """As one would write it in the environment."""
    if field.default is PydanticUndefined:
        return "**required**"
    if field.default is None or field.default == "":
        return "none"
    value = list(field.default) if isinstance(field.default, tuple) else field.default
    return f"`{value if isinstance(value, str) else json.dumps(value, default=str)}`"


if __name__ == "__main__":
    print(page(), end="")
