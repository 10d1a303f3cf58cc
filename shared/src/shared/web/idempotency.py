"""A POST sent twice has one effect: the key, the effect and the answer share one transaction.

Answers may hold what is shown only once, such as a client's secret. So the key itself is not kept:
its hash finds the row, and the key opens it. Who reads the table learns neither request nor answer.
"""

import base64
import hashlib
import hmac
import os
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from fastapi import Depends, Header, Request, Response
from pydantic import BeforeValidator
from sqlalchemy import (
    Column,
    DateTime,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    delete,
    func,
    insert,
    select,
    text,
)
from sqlalchemy import Text as SqlText

from shared.database import Session, Transaction
from shared.errors import Conflict, Invalid, Unprocessable
from shared.language import Text

KEPT_HOURS = 24
REPLAYED = "idempotency-replayed"
_HEADERS_KEPT = ("content-type", "location", "etag")


class IdempotencyKeyAbsent(Invalid):
    """An operation with an effect needs a key, so that it can be repeated safely."""

    title = Text("Idempotency-Key wajib", "Idempotency-Key required")
    detail = Text(
        "Kirim header Idempotency-Key berisi UUID baru; pakai UUID yang sama bila mengulang.",
        "Send the header Idempotency-Key with a new UUID; use the same UUID when you repeat.",
    )


class IdempotencyKeyReused(Unprocessable):
    """The key was used before with another request."""

    title = Text("Idempotency-Key sudah dipakai", "Idempotency-Key already used")
    detail = Text(
        "Kunci ini milik permintaan lain. Pakai UUID baru untuk permintaan baru.",
        "This key belongs to another request. Use a new UUID for a new request.",
    )


class RequestStillRunning(Conflict):
    """The first request with this key has not been answered yet."""

    title = Text("Permintaan masih berjalan", "Request still running")
    detail = Text("Tunggu sebentar lalu ulangi.", "Wait a moment, then repeat.")


class Replay(Exception):
    """Not a failure: the stored answer of the first request, to be sent again."""

    def __init__(self, response: Response) -> None:
        super().__init__("replayed")
        self.response = response


def idempotency_table(metadata: MetaData) -> Table:
    """Answers by caller and key, for ``KEPT_HOURS``."""
    return Table(
        "idempotency_keys",
        metadata,
        Column("principal", SqlText, primary_key=True),
        Column("key", SqlText, primary_key=True),
        Column("fingerprint", LargeBinary, nullable=False),
        Column("status", Integer, nullable=False),
        Column("headers", SqlText, nullable=False),
        Column("body", LargeBinary, nullable=False),
        Column("recorded_at", DateTime(timezone=True), nullable=False, index=True),
    )


_answers = idempotency_table(MetaData())


@dataclass(frozen=True, slots=True)
class Claim:
    """One caller's key, in the forms it is used in."""

    principal: str
    key: UUID

    @property
    def name(self) -> str:
        """What finds the row."""
        return hashlib.sha256(f"{self.principal}\n{self.key}".encode()).hexdigest()

    def secret(self, purpose: str) -> bytes:
        """A key of 256 bits that only the bearer of the Idempotency-Key can make again."""
        derivation = HKDF(SHA256(), 32, salt=self.principal.encode(), info=purpose.encode())
        return derivation.derive(self.key.bytes)

    async def fingerprint(self, request: Request) -> bytes:
        """What tells two requests apart and cannot be guessed back; of a body that was read as it
        came, its digest.
        """
        line = f"{request.method} {request.url.path}?{request.url.query}\n".encode()
        digest: bytes | None = getattr(request.state, "body_digest", None)
        message = line + (await request.body() if digest is None else digest)
        return hmac.digest(self.secret("fingerprint"), message, "sha256")

    def seal(self, body: bytes) -> bytes:
        """Encrypt an answer."""
        nonce = os.urandom(12)
        return nonce + AESGCM(self.secret("answer")).encrypt(nonce, body, None)

    def write(self, headers: str) -> str:
        """Encrypt headers: an address may name what was made, such as somebody's client."""
        return base64.b64encode(self.seal(headers.encode())).decode()

    def read(self, written: str) -> str:
        """Decrypt headers; those kept before they were encrypted stand as they are."""
        if ": " in written or not written:
            return written
        return self.open(base64.b64decode(written)).decode()

    def open(self, sealed: bytes) -> bytes:
        """Decrypt an answer."""
        return AESGCM(self.secret("answer")).decrypt(sealed[:12], sealed[12:], None)


async def _alone(session: Session, name: str) -> bool:
    """Whether no other request with this key runs now; the claim ends with the transaction."""
    statement = text("select pg_try_advisory_xact_lock(hashtextextended(:name, 7))")
    return bool(await session.scalar(statement, {"name": name}))


def _unquoted(sent: Any) -> Any:
    """The key within the quotes that the IETF's draft puts around it, or as it came."""
    quoted = isinstance(sent, str) and len(sent) > 1 and sent[0] == sent[-1] == '"'
    return sent[1:-1] if quoted else sent


async def once(
    request: Request,
    session: Transaction,
    idempotency_key: Annotated[
        UUID | None,
        BeforeValidator(_unquoted),
        Header(description="A new UUID per request; the same one when repeating it."),
    ] = None,
) -> None:
    """Claim the key, or raise ``Replay`` with the answer given before."""
    if idempotency_key is None:
        raise IdempotencyKeyAbsent
    caller = getattr(request.state, "caller", None)
    claim = Claim(caller.principal if caller else "public", idempotency_key)
    if not await _alone(session, claim.name):
        raise RequestStillRunning
    fingerprint = await claim.fingerprint(request)
    where = (_answers.c.principal == claim.principal, _answers.c.key == claim.name)
    stored = (await session.execute(select(_answers).where(*where))).one_or_none()
    if stored is None:
        request.state.once = (claim, fingerprint)
        return
    if bytes(stored.fingerprint) != fingerprint:
        raise IdempotencyKeyReused
    headers = dict(line.split(": ", 1) for line in claim.read(stored.headers).splitlines())
    raise Replay(Response(claim.open(stored.body), stored.status, {**headers, REPLAYED: "true"}))


Once = Annotated[None, Depends(once, scope="function")]


async def keep_answer(request: Request, response: Response, now: datetime) -> None:
    """Store the answer in the request's own transaction, when its route asked for ``Once``."""
    claimed = getattr(request.state, "once", None)
    if claimed is None or response.status_code >= 400:
        return
    claim, fingerprint = claimed
    kept = [f"{n}: {v}" for n, v in response.headers.items() if n.lower() in _HEADERS_KEPT]
    row = {
        "principal": claim.principal,
        "key": claim.name,
        "fingerprint": fingerprint,
        "status": response.status_code,
        "headers": claim.write("\n".join(kept)),
        "body": claim.seal(bytes(response.body)),
        "recorded_at": now,
    }
    await request.state.transaction.execute(insert(_answers).values(row))


async def forget_answers_to(session: Session, principal: str) -> None:
    """Delete every answer kept for one caller: nothing of theirs can be repeated any more."""
    await session.execute(delete(_answers).where(_answers.c.principal == principal))


async def forget_old_answers(session: Session) -> None:
    """Delete what is older than ``KEPT_HOURS``."""
    limit = func.now() - text(f"interval '{KEPT_HOURS} hours'")
    await session.execute(delete(_answers).where(_answers.c.recorded_at < limit))
