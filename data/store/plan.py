"""What a list of edits comes to: each record once, added, changed or removed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from data.errors import WrongUsage
from data.i18n import tr
from data.kinds import Kinds
from data.records import Edit, Values
from data.store import retired
from data.store.bulk import Bulk


@dataclass(frozen=True, slots=True)
class Addition:
    """An added record whose id was given out beforehand."""

    kind: str
    id: int
    values: Values


@dataclass(slots=True)
class Additions:
    """Records of one kind to be added: their values, and their ids as far as these were given out beforehand.

    Two lists and not one of pairs: a hundred thousand pairs cost more than the loop that makes them.
    """

    ids: list[int | None] = field(default_factory=list)
    values: list[Values] = field(default_factory=list)


@dataclass(slots=True)
class Plan:
    """Net edits by kind. An addition without an id gets one when the change set is written."""

    added: dict[str, Additions] = field(default_factory=dict)
    changed: dict[str, dict[int, dict[str, Any]]] = field(default_factory=dict)
    removed: dict[str, dict[int, None]] = field(default_factory=dict)
    lowest: int | None = None  # of the ids given out beforehand
    bulks: list[Bulk] = field(default_factory=list)  # added after all else
    _position: dict[tuple[str, int], int] = field(default_factory=dict)

    def add(self, kind: str, id: int | None, values: Values) -> None:
        """Add a record."""
        added = self.added.get(kind)
        if added is None:
            added = self.added[kind] = Additions()
        if id is not None:
            self._position[kind, id] = len(added.ids)
            self.lowest = id if self.lowest is None else min(self.lowest, id)
        added.ids.append(id)
        added.values.append(values)

    def add_bulks(self, bulks: Iterable[Bulk]) -> None:
        """Add very many records."""
        for bulk in bulks:
            self.bulks.append(bulk)
            self.lowest = bulk.first if self.lowest is None else min(self.lowest, bulk.first)

    def change(self, kind: str, id: int, values: Values) -> None:
        """Change a record, which may have been added or changed before in the same set."""
        at = self._position.get((kind, id))
        if at is not None:
            given = self.added[kind].values
            given[at] = {**given[at], **values}
        elif id in self.removed.get(kind, {}):
            raise WrongUsage(tr("同一次改动里，编号 {id} 的记录先被删除又被修改", id=id))
        else:
            self.changed.setdefault(kind, {}).setdefault(id, {}).update(values)

    def remove(self, kind: str, id: int) -> None:
        """Remove a record; one that was added in the same set never was."""
        at = self._position.pop((kind, id), None)
        if at is not None:
            rest = self.added[kind]
            del rest.ids[at], rest.values[at]
            self._position.update({(kind, n): i for i, n in enumerate(rest.ids) if n is not None})
            return
        self.changed.get(kind, {}).pop(id, None)
        self.removed.setdefault(kind, {})[id] = None


def make_plan(kinds: Kinds, edits: Iterable[Edit | Addition]) -> Plan:
    """Return what the edits come to.

    Raises
    ------
    WrongUsage
        If an edit names no kind of the station, or neither adds, changes nor removes.
    Conflict
        If it names one that the station gave up.
    """
    plan = Plan()
    for edit in edits:
        if edit.kind not in kinds and kinds[edit.kind]:  # else it tells which kinds there are
            raise retired.refusal(kinds[edit.kind])
        if isinstance(edit, Addition):
            plan.add(edit.kind, edit.id, edit.values)
        elif edit.id is None:
            if edit.values is None:
                raise WrongUsage(tr("改动里既没有编号也没有内容"))
            plan.add(edit.kind, None, edit.values)
        elif edit.values is None:
            plan.remove(edit.kind, edit.id)
        else:
            plan.change(edit.kind, edit.id, edit.values)
    return plan
