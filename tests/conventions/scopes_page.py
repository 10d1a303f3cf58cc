"""Writes docs/api/scopes.md from deploy/roles.toml and the operations: ``make docs``."""

from shared.deployment import Role, Scope
from tests.operations import ASKED, ROLES, SCOPES

HEAD = """# Scope dan peran · Scopes and roles

This page is written by `make docs` from `deploy/roles.toml` and the operations; a test keeps it
equal to both.

Setiap operasi yang tidak terbuka untuk umum meminta satu scope; token memuat scope dari perannya.
Baris mana yang terjangkau diatur terpisah: staf melihat instansinya, seseorang miliknya sendiri.

Every operation that is not public asks for a scope; a token carries the scopes of its role. Which
rows it reaches is decided beside it: staff see their own institution, a person sees what is theirs.
`GET /v1/events` opens with any one of its three.

Kolom "diberikan oleh" menyebut siapa yang memberi scope kepada klien: satu admin, dua admin yang
berbeda (yang satu mengusulkan, yang lain mengesahkan), atau hanya operator lewat baris perintah.

"granted by" tells who gives a scope to a client: one administrator, two different ones (one
proposes, the other confirms), or the operator alone at the command line.
"""
SCOPE_COLUMNS = (
    "| scope | boleh · may | operations | roles | diberikan oleh · granted by |\n"
    "|---|---|---|---|---|"
)
GRANTED_BY = {"one": "satu · one", "two": "**dua · two**", "operator": "operator"}
ROLE_COLUMNS = "| role | adalah · is | scopes |\n|---|---|---|"


def page() -> str:
    """Scopes with their operations and roles, then roles with their scopes, in Markdown."""
    scopes = "\n".join(scope_row(scope) for scope in SCOPES.values())
    roles = "\n".join(role_row(role) for role in ROLES.values())
    return (
        f"{HEAD}\n## Scope · scopes\n\n{SCOPE_COLUMNS}\n{scopes}\n"
        f"\n## Peran · roles\n\n{ROLE_COLUMNS}\n{roles}\n"
    )


def scope_row(scope: Scope) -> str:
    """One scope, what it opens, and who holds it."""
    opened = "<br>".join(f"`{each}`" for each in opened_by(scope.name))
    held = " ".join(f"`{role.name}`" for role in ROLES.values() if scope.name in role.scopes)
    meaning, by = f"{scope.meaning.id} · {scope.meaning.en}", GRANTED_BY[scope.granted_by]
    return f"| `{scope.name}` | {meaning} | {opened} | {held} | {by} |"


def role_row(role: Role) -> str:
    """One role and its scopes."""
    held = " ".join(f"`{scope}`" for scope in role.scopes)
    return f"| `{role.name}` | {role.meaning.id} · {role.meaning.en} | {held} |"


def opened_by(scope: str) -> list[str]:
    """``content GET /v1/me/inbox`` for each operation that takes the scope."""
    return sorted(
        f"{service} {method} {path}"
        for service, asked in ASKED.items()
        for (method, path), scopes in asked.items()
        if scope in scopes
    )


if __name__ == "__main__":
    print(page(), end="")
