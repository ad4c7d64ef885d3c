"""Which of many finds come first: names that begin with what was typed, the shorter the better, and not one compound alone."""

from __future__ import annotations

from sqlcipher3.dbapi2 import Connection

from data.kinds import Kind
from data.store.links import as_json
from data.store.schema import quote, searched
from data.store.terms import Term
from data.store.tokens import plain, syllables

POOL = 64  # finds of one kind that are put in order
GROUPS = 3  # with more compounds and single buildings than these, a compound's first building stands for it
NAMES = ("name", "compound", "alias")  # what a record is called, besides the fields of its title


def best_first(connection: Connection, kind: Kind, ids: list[int], term: Term) -> list[int]:
    """Return the ids in the order in which they are offered; as they are where the kind has no name to go by."""
    fields = [f.name for f in searched(kind) if f.search == "name" and (f"{{{f.name}}}" in kind.title or f.name in NAMES)]
    if not fields:
        return ids
    group = quote("compound") if "compound" in kind.fields else "NULL"
    columns = ", ".join(quote(name) for name in fields)
    asked = f"SELECT id, {group}, {columns} FROM {quote(kind.name)} WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"
    rows = connection.execute(asked, (as_json(ids),)).fetchall()
    rows.sort(key=lambda row: min((_rank(plain(str(name)), term) for name in row[2:] if name), default=(True, 0)))
    return _varied([(row[0], row[1] or row[0]) for row in rows])


def _rank(name: str, term: Term) -> tuple[bool, int]:
    return not _begins(name, term), len(name)


def _begins(name: str, term: Term) -> bool:
    """Whether a name begins as typed; of pinyin the first character's sound decides, which needs no dictionary of phrases."""
    if name.startswith(term.text):
        return True
    if term.sort != "latin" or name[:1].isascii():
        return False
    sounds = syllables(name[:1])
    full = any(term.text.startswith(s) or s.startswith(term.text) for s in sounds)
    return full or (len(term.text) <= len(name) and any(s[:1] == term.text[:1] for s in sounds))


def _varied(found: list[tuple[int, object]]) -> list[int]:
    """Return ids with one of each group before the others of the groups, where there are enough groups to choose from."""
    first: dict[object, int] = {}
    for id, group in found:
        first.setdefault(group, id)
    if len(first) <= GROUPS:
        return [id for id, _ in found]
    leading = set(first.values())
    return [*first.values(), *(id for id, _ in found if id not in leading)]
