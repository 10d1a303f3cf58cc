"""Who calls, and what they may do: RFC 9068 bearer tokens, scopes, and the rows that follow."""

from enum import Enum
from typing import ClassVar

from fastapi import Depends, Request
from fastapi.dependencies.models import Dependant

from shared.caller import Caller
from shared.database import SYSTEM, RowScope
from shared.errors import Failure, Refused, Unauthenticated, Unavailable
from shared.language import Text
from shared.web.blocking import BlockingVerifier
from shared.web.tokens import KeysOutOfReach, TokenRefused

RETRY_SECONDS = 2


class Rows(Enum):
    """Which rows an operation reaches, told to PostgreSQL for the transaction."""

    OWN = "own institution"
    SELF = "own person"
    ALL = "all institutions"


class TokenAbsent(Unauthenticated):
    """The operation needs a token."""

    title = Text("Token diperlukan", "Token required")
    detail = Text(
        "Kirim `Authorization: Bearer <token>`; token didapat dari /oauth/token.",
        "Send `Authorization: Bearer <token>`; tokens come from /oauth/token.",
    )
    headers: ClassVar = {"WWW-Authenticate": "Bearer"}


class TokenInvalid(Unauthenticated):
    """The token is expired, not for this service, or not genuine; which of them is not told."""

    title = Text("Token tidak sah", "Token not valid")
    detail = Text("Ambil token baru lalu ulangi.", "Fetch a new token and try again.")
    headers: ClassVar = {"WWW-Authenticate": 'Bearer error="invalid_token"'}


class IssuerUnavailable(Unavailable):
    """Whether the token is genuine cannot be told now; it is not refused."""

    title = Text("Penerbit token tidak terjangkau", "Token issuer out of reach")
    detail = Text(
        "Token belum dapat diperiksa. Ulangi dengan token yang sama sesudah `Retry-After`.",
        "The token cannot be checked now. Send it again after `Retry-After`.",
    )


class ScopeInsufficient(Refused):
    """The token is genuine but does not carry the scope the operation asks for."""

    title = Text("Hak tidak cukup", "Scope insufficient")
    detail = Text(
        "Operasi ini memerlukan scope {scope}.", "This operation needs the scope {scope}."
    )

    def __init__(self, *, scope: str) -> None:
        super().__init__(scope=scope)
        self.headers = {"WWW-Authenticate": f'Bearer error="insufficient_scope", scope="{scope}"'}


async def _caller(request: Request) -> Caller:
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "bearer" or not token:
        raise TokenAbsent
    verifier: BlockingVerifier = request.app.state.tokens
    try:
        claims = await verifier.verify(token)
    except TokenRefused as exc:
        raise TokenInvalid from exc
    except KeysOutOfReach as exc:
        raise IssuerUnavailable(retry_after=RETRY_SECONDS) from exc
    return Caller(
        issuer=claims.issuer,
        subject=claims.subject,
        client_id=claims.client_id,
        scopes=claims.scopes,
        institutions=claims.institutions,
    )


def _row_scope(caller: Caller, rows: Rows) -> RowScope:
    if rows is Rows.ALL:
        return RowScope(None, caller.principal)
    if rows is Rows.OWN:
        return RowScope(caller.institutions)
    return RowScope(frozenset(), caller.principal)


def _refuse_misread(request: Request) -> None:
    """Whoever may not call hears that first, and nothing of what the operation reads."""
    misread: Failure | None = getattr(request.state, "misread", None)
    if misread is not None:
        raise misread


class Permission:
    """A dependency that lets a caller in who holds one of the scopes, and fences the rows."""

    def __init__(self, scopes: tuple[str, ...], rows: Rows) -> None:
        self.scopes = scopes
        self.rows = rows

    async def __call__(self, request: Request) -> Caller:
        """The caller, or 401 / 403."""
        caller = await _caller(request)
        if caller.scopes.isdisjoint(self.scopes):
            raise ScopeInsufficient(scope=self.scopes[0])
        _refuse_misread(request)
        request.state.caller = caller
        request.state.row_scope = _row_scope(caller, self.rows)
        return caller


def require(*scopes: str, rows: Rows = Rows.OWN) -> Permission:
    """A permission for ``Depends``: any of ``scopes``, over ``rows``."""
    return Permission(scopes, rows)


async def public(request: Request) -> None:
    """Marks an operation anybody may call; its queries select what is public."""
    _refuse_misread(request)
    request.state.row_scope = SYSTEM


PUBLIC = Depends(public)


def is_public(dependant: Dependant | None) -> bool:
    """Whether anybody may call an operation that depends on this."""
    if dependant is None:
        return False
    return dependant.call is public or any(map(is_public, dependant.dependencies))
