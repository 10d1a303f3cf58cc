"""HTTP of the embedded issuer. No decisions here."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import Depends, Request, Response
from fastapi.responses import JSONResponse

from registry.access.clients import service as clients
from registry.access.clients.rules import (
    OAuthRefusal,
    TokenRequest,
    bucket_of,
    network_of,
)
from registry.access.issuer import service
from registry.access.issuer.rules import read_token_request
from registry.access.issuer.schemas import KeySetOut, OAuthError, ServerMetadata, TokenOut
from registry.access.issuer.service import Issuance
from registry.sealing import Sealing
from shared.clock import Now
from shared.database import Transaction
from shared.web.auth import PUBLIC
from shared.web.routing import api_router

router = api_router(tags=["tokens"], max_body_size=8192, any_query=True)

CACHED = "public, max-age=300"
_STATUS = {OAuthRefusal.INVALID_CLIENT: 401, OAuthRefusal.TOO_MANY: 429}
_ERRORS: dict[int | str, dict[str, Any]] = {
    400: {
        "model": OAuthError,
        "description": "invalid_request, invalid_scope or unsupported_grant_type",
    },
    401: {"model": OAuthError, "description": "invalid_client"},
    429: {"model": OAuthError, "description": "Too many wrong secrets; see Retry-After"},
}
_FORM: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/x-www-form-urlencoded": {
                "schema": {
                    "type": "object",
                    "required": ["grant_type"],
                    "properties": {
                        "grant_type": {"type": "string", "enum": ["client_credentials"]},
                        "client_id": {"type": "string", "maxLength": 64},
                        "client_secret": {"type": "string", "maxLength": 200},
                        "scope": {"type": "string", "maxLength": 2000},
                    },
                },
                "example": {"grant_type": "client_credentials", "scope": "registry.me"},
            }
        },
    }
}


async def asked_token(request: Request) -> TokenRequest | OAuthRefusal:
    """The form and the Authorization header, read strictly."""
    headers = request.headers
    return read_token_request(
        headers.get("authorization"), headers.get("content-type", ""), await request.body()
    )


def issuance(request: Request) -> Issuance:
    """What tokens of this installation say about themselves."""
    settings = request.app.state.settings
    return Issuance(settings.public_url, settings.token_audiences, settings.token_lifetime)


def callers_network(request: Request) -> str:
    """Where the request comes from, as far as wrong secrets are counted together."""
    return network_of(request.client.host) if request.client else ""


CallersNetwork = Annotated[str, Depends(callers_network)]
AskedToken = Annotated[TokenRequest | OAuthRefusal, Depends(asked_token)]
OwnIssuance = Annotated[Issuance, Depends(issuance)]


@router.post(
    "/oauth/token",
    dependencies=[PUBLIC],
    summary="Get an access token",
    response_model=TokenOut,
    responses=_ERRORS,
    openapi_extra=_FORM,
)
async def issue_token(
    asked: AskedToken,
    issuance: OwnIssuance,
    network: CallersNetwork,
    session: Transaction,
    vault: Sealing,
    now: Now,
    response: Response,
) -> TokenOut | Response:
    """Swap client credentials for a token of ten minutes (RFC 6749 §4.4, RFC 9068).

    `curl -u "$CLIENT_ID:$CLIENT_SECRET" -d grant_type=client_credentials $URL/oauth/token`
    """
    if isinstance(asked, OAuthRefusal):
        return _refused(asked, now)
    counted = vault.fingerprint(f"wrong secrets|{asked.client_id}|{network}".encode())
    grant = await clients.grant(session, asked, bucket_of(counted), now)
    if not isinstance(grant, OAuthRefusal) and await service.is_blocked(
        session, issuance.issuer, asked.client_id, now
    ):
        grant = OAuthRefusal.INVALID_CLIENT
    if isinstance(grant, OAuthRefusal):
        return _refused(grant, now)
    token = await service.sign_token(session, vault, grant, issuance, now)
    response.headers["Cache-Control"] = "no-store"
    return TokenOut(
        access_token=token,
        token_type="Bearer",  # noqa: S106
        expires_in=issuance.lifetime,
        scope=" ".join(grant.scope),
    )


@router.get("/oauth/jwks.json", dependencies=[PUBLIC], summary="Read the public keys")
async def read_keys(
    session: Transaction, vault: Sealing, now: Now, response: Response
) -> KeySetOut:
    """Keys that sign now, will sign soon, or signed tokens that still live."""
    response.headers["Cache-Control"] = f"{CACHED}, stale-if-error=86400"
    return KeySetOut(**await service.public_keys(session, vault, now))


@router.get(
    "/.well-known/oauth-authorization-server",
    dependencies=[PUBLIC],
    summary="Read the issuer's metadata",
)
async def read_metadata(issuance: OwnIssuance, response: Response) -> ServerMetadata:
    """Where tokens and keys are (RFC 8414). Nobody logs in here, so there is no OpenID document."""
    response.headers["Cache-Control"] = CACHED
    return ServerMetadata.of(issuance.issuer)


def _refused(refusal: OAuthRefusal, now: datetime) -> JSONResponse:
    headers = {"Cache-Control": "no-store"}
    if refusal is OAuthRefusal.INVALID_CLIENT:
        headers["WWW-Authenticate"] = 'Basic realm="lencana", charset="UTF-8"'
    if refusal is OAuthRefusal.TOO_MANY:
        headers["Retry-After"] = str(60 - now.second)
    body = OAuthError.of(refusal).model_dump()
    return JSONResponse(body, _STATUS.get(refusal, 400), headers)
