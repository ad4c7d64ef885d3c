"""What a station file says of itself: name, zone, origin, settings, the next id; and its kinds."""

from __future__ import annotations

import zlib
from collections.abc import Collection
from typing import Any

import orjson
from sqlcipher3.dbapi2 import Connection

from data.i18n import tr

SUMS = "sums"  # checksums of the other values by their names, but of those that the journal tells anyway
TOLD_ELSEWHERE = ("tip", "next_id", SUMS)


def get(connection: Connection, name: str, default: Any = None) -> Any:
    """Return a value, or the default where there is none."""
    row = connection.execute("SELECT value FROM _meta WHERE name = ?", (name,)).fetchone()
    return orjson.loads(row[0]) if row else default


def put(connection: Connection, name: str, value: Any) -> None:
    """Keep a JSON-native value."""
    written = orjson.dumps(value)
    _put(connection, name, written.decode())
    if name not in TOLD_ELSEWHERE:
        _put_sums(connection, {**get(connection, SUMS, {}), name: zlib.crc32(written)})


def drop(connection: Connection, names: Collection[str]) -> None:
    """Forget values, and their checksums with them."""
    connection.executemany("DELETE FROM _meta WHERE name = ?", [(name,) for name in names])
    sums = get(connection, SUMS, {})
    left = {name: sum for name, sum in sums.items() if name not in names}
    if left != sums:
        _put_sums(connection, left)


def _put_sums(connection: Connection, sums: dict[str, int]) -> None:
    _put(connection, SUMS, orjson.dumps(sums).decode())


def _put(connection: Connection, name: str, written: str) -> None:
    connection.execute(
        "INSERT INTO _meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", (name, written)
    )


def unlike_sums(connection: Connection) -> list[str]:
    """Return a sentence for each value that is not as it was kept; values of older programs have no checksum."""
    sums = get(connection, SUMS, {})
    found = dict(connection.execute("SELECT name, CAST(value AS BLOB) FROM _meta"))
    return [
        tr("站文件的设置“{name}”被改动", name=name)
        for name, said in sums.items()
        if name in found and zlib.crc32(bytes(found[name])) != said
    ]
