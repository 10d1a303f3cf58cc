"""``make secrets``: every secret of docker-compose.yml; what exists is kept, the rest is made."""

import argparse
import base64
import json
import os
import secrets
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from shared.deployment import (
    SERVICE_ROLE,
    Client,
    Deployment,
    read_clients,
    read_deployment,
)

HERE = Path(__file__).parent
AUTHORITY_DAYS = 3650
CERTIFICATE_DAYS = 397


class Folder:
    """Only its owner may look into it; the files themselves are readable for the containers."""

    def __init__(self, path: Path) -> None:
        path.mkdir(parents=True, exist_ok=True)
        path.chmod(0o700)
        self.path = path
        self.made: list[str] = []

    def keep(self, name: str, make: Callable[[], str], mode: int = 0o444) -> str:
        """The content of the file, made now when it is absent."""
        path = self.path / name
        if not path.exists():
            self._write(name, make(), mode)
        return path.read_text("utf-8")

    def keep_members(self, name: str, members: Mapping[str, object], mode: int = 0o444) -> None:
        """A JSON document with these members; one that it has stays as it is."""
        path = self.path / name
        known = json.loads(path.read_text("utf-8")) if path.exists() else {}
        if members.keys() - known.keys():
            self._write(name, json.dumps({**members, **known}, indent=1), mode)

    def _write(self, name: str, content: str, mode: int) -> None:
        """All of it or nothing, also in place of a file that nobody may write to."""
        new = self.path / f".{name}.new"
        new.unlink(missing_ok=True)
        new.touch(mode=0o600)
        new.write_text(content, "utf-8")
        new.chmod(mode)
        new.replace(self.path / name)
        self.made.append(name)


def token() -> str:
    """A password nobody types."""
    return secrets.token_urlsafe(32)


def key() -> str:
    """256 random bits in base64."""
    return base64.b64encode(secrets.token_bytes(32)).decode()


def keep_databases(folder: Folder, deployment: Deployment) -> None:
    """Passwords of both roles of each service, and the addresses that contain them."""
    folder.keep("postgres_password", token)
    for service in deployment.services:
        name = service.name
        for role, setting in (
            (name, "database_url"),
            (f"{name}_owner", "migration_database_url"),
        ):
            password = folder.keep(f"{role}_password", token)
            url = f"postgresql+asyncpg://{role}:{password}@postgres/{name}"
            folder.keep(f"{name}_{setting}", lambda url=url: url)  # type: ignore[misc]


def keep_keys(folder: Folder, deployment: Deployment) -> None:
    """The keys of each service, and a stand-in for the token of the social platforms."""
    for service in deployment.services:
        for setting in service.keys:
            folder.keep(f"{service.prefix}{setting}".lower(), key)
    folder.keep("registry_platform_token", token)


def keep_clients(folder: Folder, deployment: Deployment, further: tuple[Client, ...]) -> None:
    """The services, the first administrator, and whoever else was asked for."""
    chosen = (*deployment.clients, *further)
    scopes = {each.id: deployment.scope_of(each) for each in chosen}
    known = {each.id: folder.keep(f"{each.id}_client_secret", token) for each in chosen}
    documents = {each.id: document(each, known[each.id], scopes[each.id]) for each in chosen}
    folder.keep_members("clients", documents)
    people = {
        each.id: credential(each, known[each.id], scopes[each.id])
        for each in chosen
        if each.role != SERVICE_ROLE
    }
    folder.keep_members("credentials.json", people, mode=0o400)


def document(client: Client, secret: str, scope: str) -> dict[str, object]:
    """One client as ``registry clients sync`` reads it."""
    return {
        "name": client.name,
        "secret": secret,
        "scope": scope,
        "institutions": list(client.institutions),
    }


def credential(client: Client, secret: str, scope: str) -> dict[str, str]:
    """What a person needs to get a token."""
    host, port = (
        os.environ.get("LENCANA_HOST", "localhost"),
        os.environ.get("REGISTRY_PORT", "8443"),
    )
    return {
        "client_id": client.id,
        "client_secret": secret,
        "token_url": f"https://{host}:{port}/oauth/token",
        "scope": scope,
    }


def keep_certificates(folder: Folder, host: str) -> None:
    """An authority and the gateway's certificate; real ones put here beforehand are kept."""
    if (folder.path / "gateway_certificate").exists():
        return
    authority_key = private_key(folder.keep("ca_key", new_private_key, mode=0o400))
    authority = x509.load_pem_x509_certificate(
        folder.keep("ca_certificate", lambda: authority_certificate(authority_key)).encode()
    )
    gateway_key = private_key(folder.keep("gateway_key", new_private_key))
    names = dict.fromkeys((host, "localhost", "127.0.0.1", "gateway"))
    certificate = signed(
        builder(name("Lencana gateway"), gateway_key, CERTIFICATE_DAYS)
        .issuer_name(authority.subject)
        .add_extension(x509.SubjectAlternativeName([spoken(each) for each in names]), False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key()), False
        ),
        authority_key,
    )
    folder.keep("gateway_certificate", lambda: certificate)


def authority_certificate(authority_key: ec.EllipticCurvePrivateKey) -> str:
    """Signs the gateway's certificate and nothing else."""
    usage = x509.KeyUsage(False, False, False, False, False, True, True, False, False)
    return signed(
        builder(name("Lencana deployment authority"), authority_key, AUTHORITY_DAYS)
        .issuer_name(name("Lencana deployment authority"))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), True)
        .add_extension(usage, True),
        authority_key,
    )


def builder(
    subject: x509.Name, owner: ec.EllipticCurvePrivateKey, days: int
) -> x509.CertificateBuilder:
    """A certificate valid from an hour ago, for clocks that are late."""
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .public_key(owner.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(owner.public_key()), False)
    )


def signed(certificate: x509.CertificateBuilder, signer: ec.EllipticCurvePrivateKey) -> str:
    """The certificate in PEM."""
    return (
        certificate.sign(signer, hashes.SHA256()).public_bytes(serialization.Encoding.PEM).decode()
    )


def name(common: str) -> x509.Name:
    """A name with a common name only."""
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def spoken(host: str) -> x509.GeneralName:
    """A host name or an address, as a certificate names it."""
    try:
        return x509.IPAddress(ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def new_private_key() -> str:
    """A key on P-256 in PEM."""
    return (
        ec.generate_private_key(ec.SECP256R1())
        .private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        .decode()
    )


def private_key(pem: str) -> ec.EllipticCurvePrivateKey:
    """The key in the file."""
    loaded = serialization.load_pem_private_key(pem.encode(), None)
    if not isinstance(loaded, ec.EllipticCurvePrivateKey):
        raise SystemExit("secrets: the key must be an elliptic-curve key made by this command.")
    return loaded


def main() -> None:
    """Make what is missing and say what was made, never what is in it."""
    parser = argparse.ArgumentParser("deploy/new_secrets.py", description=__doc__)
    parser.add_argument("--clients", type=Path, help="further clients with their roles, in TOML")
    asked = parser.parse_args()
    folder = Folder(Path(os.environ.get("LENCANA_SECRETS", ".local/deployment")))
    deployment = read_deployment(HERE)
    keep_databases(folder, deployment)
    keep_keys(folder, deployment)
    keep_clients(folder, deployment, read_clients(asked.clients) if asked.clients else ())
    keep_certificates(folder, os.environ.get("LENCANA_HOST", "localhost"))
    print(f"secrets: {len(folder.made)} made, the others kept, in {folder.path}")


if __name__ == "__main__":
    main()
