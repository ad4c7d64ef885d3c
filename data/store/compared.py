"""Whether the rows of a plain file say what the journal says of them: a changed byte of a value shows, as no page is authenticated.

In an encrypted file each page carries its own authentication, and this is not needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import orjson
import shapely
from sqlcipher3 import dbapi2
from sqlcipher3.dbapi2 import Connection

from data.errors import Damaged
from data.i18n import tr
from data.kinds import Kind, Kinds
from data.progress import Progress
from data.store import journal, prepare, rows
from data.store.schema import quote, value_names

MOST = 100  # sentences
SLICE = 20_000  # ids looked at together, so that a large station never lies in memory as objects
NEAR = 1e-9  # degrees: a tenth of a millimetre
TINY = 1e-9  # degrees by which the box of a place at zero may be rounded otherwise

Floats = npt.NDArray[np.float64]
ACTIONS = ("add", "change", "remove")


def unlike_journal(connection: Connection, kinds: Kinds, progress: Progress) -> list[str]:
    """Return a sentence for each record that is not as the journal left it, `MOST` at most."""
    converted = _converted(connection)
    problems: list[str] = []
    for kind in kinds.values():
        if not _has_its_columns(connection, kind):
            problems.append(tr("文件已损坏：{why}", why=kind.plural))
            continue
        for first, last in _slices(connection, kind):
            progress.report(0, 0, tr("核对记录"))
            try:
                problems += _unlike(connection, kind, first, last, converted.get(kind.name, frozenset()))
            except (dbapi2.Error, Damaged, ValueError, TypeError, LookupError):
                problems.append(tr("文件已损坏：{why}", why=kind.plural))
            if len(problems) >= MOST:
                return problems[:MOST]
    return problems


def _has_its_columns(connection: Connection, kind: Kind) -> bool:
    """Whether the table can be asked for every field; the names of columns are bytes of the file too."""
    try:
        # Quoted alone, a name that is no column would be taken for a text.
        connection.execute(f"SELECT {', '.join(f't.{quote(n)}' for n in value_names(kind))} FROM {quote(kind.name)} t LIMIT 0")
    except dbapi2.Error:
        return False
    return True


def _slices(connection: Connection, kind: Kind) -> Iterator[tuple[int, int]]:
    """Yield ranges of ids in which anything ever was."""
    low, high = connection.execute("SELECT min(record), max(last) FROM _journal WHERE kind = ?", (kind.name,)).fetchone()
    least, most = connection.execute(f"SELECT min(id), max(id) FROM {quote(kind.name)}").fetchone()
    found = [n for n in (low, high, least, most) if isinstance(n, int)]
    for first in range(min(found), max(found) + 1, SLICE) if found else ():
        yield first, first + SLICE - 1


def _unlike(connection: Connection, kind: Kind, first: int, last: int, left_out: frozenset[str]) -> list[str]:
    told = _told(connection, kind, first, last)
    names = rows.value_columns(kind)
    columns = ", ".join(quote(n) for n in ("id", *names))
    problems = []
    found = connection.execute(f"SELECT {columns} FROM {quote(kind.name)} WHERE id BETWEEN ? AND ?", (first, last)).fetchall()
    problems += _misplaced(connection, kind, first, last)
    for id, *values in found:
        row = {n: v for n, v in zip(names, values, strict=True) if v is not None and n not in left_out}
        said = told.pop(id, None)
        if said is None or row != {n: v for n, v in said.items() if v is not None and n in names and n not in left_out}:
            problems.append(tr("{kind}（编号 {id}）与日志所记的不同", kind=kind.label, id=id))
    return problems + [tr("{kind}（编号 {id}）与日志所记的不同", kind=kind.label, id=id) for id in told]


def _misplaced(connection: Connection, kind: Kind, first: int, last: int) -> list[str]:
    """Return a sentence for each record whose point or place in the index is not where its shape says.

    Neither is in the journal.
    """
    found = connection.execute(
        f"SELECT r.id, r.geometry, r.lon, r.lat, p.kind, p.w, p.s, p.e, p.n FROM {quote(kind.name)} r "
        "LEFT JOIN _place p ON p.id = r.id WHERE r.id BETWEEN ? AND ? AND r.geometry IS NOT NULL",
        (first, last),
    ).fetchall()
    if not found:
        return []
    shapes = rows.from_wkb([geometry for _, geometry, *_ in found])
    lon, lat = prepare.anchors(shapes)
    here = [(id, x, u, y, v) for (id, _, x, y, *_), u, v in zip(found, lon, lat, strict=True)]
    points = np.array([_near(x, u) and _near(y, v) for _, x, u, y, v in here])
    of_kind = np.array([row[4] == kind.name for row in found])
    held = _held(np.array([row[5:] for row in found], float), shapely.bounds(np.array(shapes, object)))
    wrong = [found[n][0] for n in np.flatnonzero(~(points & of_kind & held)).tolist()]
    return [tr("{kind}（编号 {id}）与日志所记的不同", kind=kind.label, id=id) for id in wrong]


def _held(boxes: Floats, bounds: Floats) -> npt.NDArray[np.bool_]:
    """Return which boxes of the index (n, 4: west, south, east, north) hold the bounds of their shapes and hardly more.

    The index keeps single precision, rounded outwards by up to three steps (https://sqlite.org/rtree.html, "Roundoff Error").
    A box that is missing is NaN and holds nothing.
    """
    beyond: Floats = np.column_stack([bounds[:, :2] - boxes[:, :2], boxes[:, 2:] - bounds[:, 2:]])
    held: npt.NDArray[np.bool_] = (beyond >= -TINY) & (beyond <= 3 * np.finfo(np.float32).eps * np.abs(bounds) + TINY)
    return np.asarray(held.all(axis=1), np.bool_)


def _near(kept: Any, meant: float | None) -> bool:
    return kept is meant if kept is None or meant is None else abs(kept - meant) <= NEAR


def _told(connection: Connection, kind: Kind, first: int, last: int) -> dict[int, rows.Row]:
    """Return the records of some ids as the journal left them."""
    told: dict[int, rows.Row] = {}
    found = connection.execute(
        f"SELECT {journal.COLUMNS} FROM _journal WHERE kind = ? AND record <= ? AND last >= ? AND action IN {ACTIONS} "
        "ORDER BY entry",
        (kind.name, last, first),
    )
    for row in found:
        for entry in journal.unpacked(row):
            if first <= entry.record <= last and entry.body is not None:  # None was erased with its record
                _follow(told, kind, entry)
    return told


def _follow(told: dict[int, rows.Row], kind: Kind, entry: journal.Entry) -> None:
    body: Any = entry.body
    if entry.action == "remove":
        told.pop(entry.record, None)
    elif entry.action == "add":
        told[entry.record] = _row(kind, body)
    elif entry.record in told and body[1] is not None:
        told[entry.record].update(_row(kind, body[1]))


def _row(kind: Kind, body: Any) -> rows.Row:
    """Return columns; of additions in very large sets shapes are bytes already."""
    return rows.from_body(kind, body)


def _converted(connection: Connection) -> dict[str, frozenset[str]]:
    """Return the fields by kind that changed their type: what was carried over is not in the journal word by word."""
    found: dict[str, frozenset[str]] = {}
    for name, body in connection.execute("SELECT kind, body FROM _journal WHERE action = 'declare'"):
        said = orjson.loads(body)
        if isinstance(said, dict) and "before" in said:
            before, after = said["before"]["fields"], said["after"]["fields"]
            changed = {n for n in after if n in before and before[n]["type"] != after[n]["type"]}
            found[name] = found.get(name, frozenset()) | changed
    return found
