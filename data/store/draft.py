"""Edits being gathered, for `Station.editing`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from data.records import ChangeSet, Edit, Values
from data.store.contents import described
from data.store.plan import Addition


class Draft:
    """Edits being gathered; `Station.editing` applies them as one change set on leaving."""

    def __init__(self, give_id: Callable[[], int]) -> None:
        self._give_id = give_id
        self.edits: list[Edit | Addition] = []
        self.contents: dict[str, bytes] = {}  # of attached files, by digest
        self.done: ChangeSet | None = None  # what became of them, after leaving

    def add(self, kind: str, values: Values) -> int:
        """Add a record and return the id that it will have (links to it may be set at once)."""
        id = self._give_id()
        self.edits.append(Addition(kind, id, values))
        return id

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
