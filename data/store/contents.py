"""The bytes of attached files: kept once by their SHA-256, and described by a record that carries only the digest."""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Mapping
from typing import Any

from sqlcipher3.dbapi2 import Connection

from data.errors import BadInput
from data.i18n import tr

LARGEST = 500_000_000  # bytes; SQLite's own limit is a billion


def described(kind: str, id: int, file_name: str, content: bytes, remark: str = "") -> dict[str, Any]:
    """Return the values of the record of kind "attachment" that stands for a file with a record.

    Raises
    ------
    BadInput
        If the file is larger than `LARGEST`.
    """
    if len(content) > LARGEST:
        raise BadInput(tr("附件 {file} 太大，最多 {limit} MB", file=file_name, limit=LARGEST // 1_000_000), file=file_name)
    return {"file_name": file_name, "media_type": mimetypes.guess_type(file_name)[0], "size": len(content),
            "digest": hashlib.sha256(content).hexdigest(), "record": id, "record_kind": kind, "remark": remark or None}  # fmt: skip


def keep(connection: Connection, contents: Mapping[str, bytes]) -> None:
    """Write the bytes of files by their digests, each once."""
    connection.executemany("INSERT OR IGNORE INTO _content (digest, bytes) VALUES (?, ?)", contents.items())
