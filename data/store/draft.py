"""Edits being gathered, for `Station.editing`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from data.records import ChangeSet, Edit, Values
from data.store.bulk import Bulk, Part
from data.store.contents import described
from data.store.plan import Addition


class Draft:
    """Edits being gathered; `Station.editing` applies them as one change set on leaving."""

    def __init__(self, give_id: Callable[[int], int]) -> None:
        self._give_id = give_id
        self.edits: list[Edit | Addition] = []
        self.bulks: list[Bulk] = []
        self.contents: dict[str, bytes] = {}  # of attached files, by digest
        self.done: ChangeSet | None = None  # what became of them, after leaving

    def add(self, kind: str, values: Values) -> int:
        """Add a record and return the id that it will have (links to it may be set at once)."""
        id = self._give_id(1)
        self.edits.append(Addition(kind, id, values))
        return id

    def add_many(self, kind: str, parts: Sequence[Part]) -> int:
        """Add very many records after all else, given as columns, and return the id of the first; the others follow it."""
        first = self._give_id(sum(p.size for p in parts))
        self.bulks.append(Bulk(kind, first, parts))
        return first

    def attach(self, kind: str, id: int, file_name: str, content: bytes, *, remark: str = "") -> int:
        """Keep a file with a record, which may be new in this set, and return the id of the attachment."""
        values = described(kind, id, file_name, content, remark)
        self.contents[values["digest"]] = content
        return self.add("attachment", values)

    def change(self, kind: str, id: int, **values: Any) -> None:
        """Change the given fields of a record."""
        self.edits.append(Edit(kind, id, values))

    def remove(self, kind: str, id: int) -> None:
        """Remove a record."""
        self.edits.append(Edit(kind, id, None))
