"""What a station file says of itself: name, zone, origin, settings, the next id; and its kinds."""

from __future__ import annotations

from typing import Any

import orjson
from sqlcipher3.dbapi2 import Connection


def get(connection: Connection, name: str, default: Any = None) -> Any:
    """Return a value, or the default where there is none."""
    row = connection.execute("SELECT value FROM _meta WHERE name = ?", (name,)).fetchone()
    return orjson.loads(row[0]) if row else default


def put(connection: Connection, name: str, value: Any) -> None:
    """Keep a JSON-native value."""
    connection.execute(
        "INSERT INTO _meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, orjson.dumps(value).decode()),
    )
