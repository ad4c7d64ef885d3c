"""A certificate of the station's own: made once, kept beside the person's settings, named by its fingerprint."""

from __future__ import annotations

import hashlib
import ipaddress
import os
import socket
import ssl
from datetime import datetime, timedelta
from pathlib import Path

from data.errors import BadInput
from data.gateway.wish import Wish
from data.i18n import tr
from data.paths import user_folder

LASTS = timedelta(days=825)  # the longest that phones accept
RENEW = timedelta(days=30)  # before its end


def context_of(wish: Wish, now: datetime) -> ssl.SSLContext | None:
    """Return how streams are locked; None where they are not.

    Raises
    ------
    BadInput
        If the files of certificate and key cannot be used.
    """
    if not wish.tls:
        return None
    certificate, key = files_of(wish, now)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        context.load_cert_chain(certificate, key)
    except (OSError, ssl.SSLError) as error:
        raise BadInput(tr("证书或私钥不能用：{why}", why=error), file=certificate) from error
    return context


def files_of(wish: Wish, now: datetime) -> tuple[Path, Path]:
    """Return certificate and key: the given ones, or the program's own, made when there is none, it ends or the address is new."""
    if wish.certificate:
        return Path(wish.certificate), Path(wish.key)
    folder = user_folder() / "gateway"
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    if not (certificate.is_file() and key.is_file() and _still_good(certificate, wish.address, now)):
        folder.mkdir(parents=True, exist_ok=True)
        _make(certificate, key, wish.address, now)
    return certificate, key


def fingerprint(certificate: Path) -> str:
    """Return the SHA-256 of a certificate as devices show it: AB:CD:..."""
    raw = ssl.PEM_cert_to_DER_cert(_first(certificate.read_text(encoding="ascii")))
    return ":".join(f"{byte:02X}" for byte in hashlib.sha256(raw).digest())


def trust_store(certificate: Path, passphrase: str) -> bytes:
    """Return a PKCS #12 file by which ATAK and WinTAK come to trust the certificate."""
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12

    found = x509.load_pem_x509_certificate(certificate.read_bytes())
    held = pkcs12.PKCS12Certificate(found, b"watchroom")
    return pkcs12.serialize_java_truststore([held], BestAvailableEncryption(passphrase.encode()))


def _first(pem: str) -> str:
    end = "-----END CERTIFICATE-----"
    return pem[: pem.index(end) + len(end)]


def _still_good(certificate: Path, address: str, now: datetime) -> bool:
    from cryptography import x509

    try:
        found = x509.load_pem_x509_certificate(certificate.read_bytes())
        names = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (ValueError, x509.ExtensionNotFound):
        return False
    known = {str(n) for n in names.get_values_for_type(x509.IPAddress)}
    return found.not_valid_after_utc - RENEW > now and set(map(str, _addresses(address))) <= known


def _addresses(address: str) -> list[ipaddress.IPv4Address | ipaddress.IPv6Address]:
    """Return the addresses under which devices reach it: the one it listens on, or for all of them this machine's."""
    found = ipaddress.ip_address("127.0.0.1" if address == "localhost" else address)
    if not found.is_unspecified:
        return [found]
    return sorted({ipaddress.ip_address(a) for a in own_addresses()}, key=str)


def own_addresses() -> list[str]:
    """Return this machine's addresses that other machines may reach; nothing is sent to find them."""
    found = set()
    for family, far in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as probe:
                probe.connect((far, 9))
                found.add(probe.getsockname()[0])
        except OSError:
            continue
    return sorted(found) or ["127.0.0.1"]


def _make(certificate: Path, key: Path, address: str, now: datetime) -> None:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    secret = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Watchroom")])
    others = [x509.DNSName("localhost"), x509.DNSName(socket.gethostname() or "watchroom")]
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(secret.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(days=1)).not_valid_after(now + LASTS)
        .add_extension(x509.SubjectAlternativeName([*others, *map(x509.IPAddress, _addresses(address))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(secret, hashes.SHA256())
    )  # fmt: skip
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    hidden = serialization.PrivateFormat.PKCS8
    written = secret.private_bytes(serialization.Encoding.PEM, hidden, serialization.NoEncryption())
    with os.fdopen(os.open(key, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(written)
