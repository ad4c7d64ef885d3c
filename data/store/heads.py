"""Signed heads of the journal: now and then number and hash of its last entry, signed, so that nobody can write it anew unnoticed.

The key is made with the station and lies in its file, encrypted as the file is. A head that is kept elsewhere (a file, a printed
page) also shows when the journal was cut off at its end, or written anew by somebody who has the file and its passphrase.
"""

from __future__ import annotations

import base64
import re
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import orjson
from sqlcipher3.dbapi2 import Connection

from data.clock import parse_utc
from data.errors import BadInput
from data.i18n import tr
from data.store import meta

EVERY = 500  # entries after which the next change set is followed by a head
PAUSE = timedelta(minutes=10)  # after which it is, however little was written
SINCE = 5  # format of the file from which on there are heads
KEY = "signing"  # where the key lies in the file: station, private, public
TABLE = """
CREATE TABLE IF NOT EXISTS _heads (entry INTEGER PRIMARY KEY, hash BLOB NOT NULL, at TEXT NOT NULL, signature BLOB NOT NULL);
CREATE TRIGGER IF NOT EXISTS _heads_keep_update BEFORE UPDATE ON _heads BEGIN SELECT RAISE(ABORT, 'heads are append-only'); END;
CREATE TRIGGER IF NOT EXISTS _heads_keep_delete BEFORE DELETE ON _heads BEGIN SELECT RAISE(ABORT, 'heads are append-only'); END;
"""
WORD = "WATCHROOM-HEAD"  # begins a head that is written out
WRITTEN = re.compile(rf"{WORD}\s+1\s+([0-9a-f]{{32}})\s+([0-9]+)\s+(\S+Z)\s+([0-9a-f\s]+?)\s+([A-Z2-7\s]+?)\s*\.")


@dataclass(frozen=True, slots=True)
class Head:
    """Number and hash of an entry, the last one at a moment (UTC as stored), with the station's signature."""

    station: str  # 32 hexadecimal digits, given at random when the station was made
    entry: int
    hash: bytes
    at: str
    public: bytes
    signature: bytes

    @property
    def genuine(self) -> bool:
        """Whether the signature is of this key over all the rest."""
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(self.signature, _message(self))
        except (InvalidSignature, ValueError):
            return False
        return True


def _message(head: Head) -> bytes:
    """Return what is signed."""
    return f"watchroom journal head|{head.station}|{head.entry}|{head.hash.hex()}|{head.at}|{head.public.hex()}".encode()


# In the file


def prepare(connection: Connection) -> None:
    """Make table and key where they are not there yet; the caller holds the transaction."""
    for statement in TABLE.split(";\n"):
        if statement.strip():
            connection.execute(statement)
    if meta.get(connection, KEY) is None:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        key = Ed25519PrivateKey.generate()
        public, private = key.public_key().public_bytes_raw().hex(), key.private_bytes_raw().hex()
        meta.put(connection, KEY, {"station": uuid.uuid4().hex, "private": private, "public": public})


def sign_if_due(connection: Connection, entry: int, hash: bytes, at: str) -> None:
    """Sign the last entry if the last head lies some hundred entries or some minutes back; the caller holds the transaction."""
    row = connection.execute("SELECT entry, at FROM _heads ORDER BY entry DESC LIMIT 1").fetchone()
    if row is None or entry - row[0] >= EVERY or abs(parse_utc(at) - parse_utc(row[1])) >= PAUSE:
        sign(connection, entry, hash, at)


def sign(connection: Connection, entry: int, hash: bytes, at: str) -> Head | None:
    """Sign an entry and keep the head; None where the file has no key, which a file of before has not while it is opened."""
    kept = meta.get(connection, KEY)
    if kept is None or entry == 0:
        return None
    head = Head(kept["station"], entry, hash, at, bytes.fromhex(kept["public"]), b"")
    head = replace(head, signature=signed(connection, _message(head)))
    connection.execute("INSERT OR IGNORE INTO _heads (entry, hash, at, signature) VALUES (?, ?, ?, ?)",
                       (entry, hash, at, head.signature))  # fmt: skip
    return head


def signed(connection: Connection, content: bytes) -> bytes:
    """Return the station's signature of some bytes."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(meta.get(connection, KEY)["private"])).sign(content)


def who(connection: Connection) -> tuple[str, bytes]:
    """Return the station's random name and the public half of its key; empty where it has none."""
    kept = meta.get(connection, KEY)
    return (kept["station"], bytes.fromhex(kept["public"])) if kept else ("", b"")


def heads(connection: Connection, *, newest: bool = False) -> Iterator[Head]:
    """Yield the heads that lie in the file, oldest first, or only the ``newest``."""
    kept = meta.get(connection, KEY)
    if kept is None or not there(connection):
        return
    public = bytes.fromhex(kept["public"])
    order = "DESC LIMIT 1" if newest else ""
    found = connection.execute(f"SELECT entry, hash, at, signature FROM _heads ORDER BY entry {order}").fetchall()
    for entry, hash, at, signature in found:
        yield Head(kept["station"], entry, _bytes(hash), str(at), public, _bytes(signature))


def last(connection: Connection) -> Head | None:
    """Return the newest head."""
    return next(heads(connection, newest=True), None)


def there(connection: Connection) -> bool:
    """Whether the file has room for heads: one of before has not."""
    return connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '_heads'").fetchone() is not None


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


# Elsewhere


def as_json(head: Head, name: str, taken: Mapping[str, str] | None = None) -> bytes:
    """Return a head as a file that is kept elsewhere; ``name`` is the station's, ``taken`` tells who took it and when."""
    said = {"watchroom": "journal head", "name": name, "station": head.station, "entry": head.entry, "at": head.at,
            "hash": head.hash.hex(), "public": head.public.hex(), "signature": head.signature.hex()}  # fmt: skip
    return orjson.dumps({**said, **(taken or {})}, option=orjson.OPT_INDENT_2)


def as_text(head: Head) -> str:
    """Return a head as a short text to be printed or shown as a square code; key and signature are in letters without case."""
    tail = base64.b32encode(head.public + head.signature).decode().rstrip("=")
    return f"{WORD} 1 {head.station} {head.entry} {head.at} {head.hash.hex()} {tail}."


def read(content: bytes, file: Path | str = "") -> Head:
    """Return the head that a file kept elsewhere holds: of either form, or the signature of a journal report.

    Raises
    ------
    BadInput
        If it holds none, or one that the station's key did not sign.
    """
    try:
        head = _from_text(content.decode()) or _from_json(orjson.loads(content))
    except (AttributeError, UnicodeDecodeError, orjson.JSONDecodeError, KeyError, TypeError, ValueError) as error:
        raise BadInput(tr("{file} 里没有日志封签", file=file), file=file) from error
    if not head.genuine:
        raise BadInput(tr("{file} 里的日志封签签名不对，可能被改过", file=file), file=file)
    return head


def _from_json(said: dict[str, object]) -> Head:
    inner = said.get("head")
    if isinstance(inner, dict):
        return _from_json(inner)
    hash, public, signature = (bytes.fromhex(str(said[n])) for n in ("hash", "public", "signature"))
    return Head(str(said["station"]), int(str(said["entry"])), hash, str(said["at"]), public, signature)


def _from_text(text: str) -> Head | None:
    """Return the head in a text, whose hash and letters may have been broken into groups and lines."""
    found = WRITTEN.search(text)
    if found is None:
        return None
    station, entry, at, hash, tail = found.groups()
    packed = re.sub(r"\s", "", tail)
    raw = base64.b32decode(packed + "=" * (-len(packed) % 8))
    return Head(station, int(entry), bytes.fromhex(re.sub(r"\s", "", hash)), at, raw[:32], raw[32:])
