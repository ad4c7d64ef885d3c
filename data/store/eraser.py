"""The door to erasing records for good (`data.store.erasing`), and to what was removed and is still held."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from data.accounts import approval
from data.i18n import tr
from data.progress import Progress
from data.records import ChangeSet, Values
from data.store import erased, erasing, limits, removed, sweeping
from data.store.engine import Engine, Purpose
from data.store.erased import Erasure
from data.store.erasing import Erased, Wish


class Eraser:
    """Erases in one station; safe from any thread."""

    def __init__(self, engine: Engine, tell: Callable[[ChangeSet], ChangeSet]) -> None:
        self._engine, self._tell = engine, tell

    def erase(self, wish: Wish, *, who: str, why: str, progress: Progress | None = None) -> Erased:
        """Take records out for good, from tables and journal; it cannot be taken back. `sweep` belongs after it.

        Raises
        ------
        NotAllowed
            If the roles do not allow it, or no second person agreed (`data.accounts.approval`).
        """
        session = self._engine.acting
        session.demand("erase", tr("清除个人信息"))
        limits.check_kinds(self._engine.kinds, session, [kind for kind, ids in wish.records.items() if ids])
        count = sum(len(ids) for ids in wish.records.values())
        second = approval.demand(self._engine, "erase", (), count)
        if second:
            wish = replace(wish, said={**wish.said, "second": second})
        done = erasing.erase(self._engine, wish, Purpose(session.who or who, why, erased.COMMAND), progress)
        if done.changes is not None:
            self._tell(done.changes)
        return done

    def erase_again(self, wish: Wish, *, who: str, why: str, progress: Progress | None = None) -> Erased:
        """Take out of a copy of a station what was erased in the station itself: it was agreed on there."""
        done = erasing.erase(self._engine, wish, Purpose(who, why, erased.COMMAND), progress)
        if done.changes is not None:
            self._tell(done.changes)
        return done

    def sweep(self, progress: Progress | None = None) -> bool:
        """Write all pages anew after an erasing; False while somebody still reads the file as it was before."""
        return sweeping.sweep(self._engine, progress)

    @property
    def owes(self) -> bool:
        """Whether pages may still hold what was erased, as a sweep was cut off."""
        with self._engine.readers.lend() as connection:
            return sweeping.unswept(connection)

    def erasures(self) -> list[Erasure]:
        """Return what was erased so far, newest first."""
        with self._engine.readers.lend() as connection:
            return erased.told(connection)

    def cleared(self) -> list[tuple[int, Mapping[str, Any]]]:
        """Return what the journal tells of taking what was erased out of backups: entry and what was said, oldest first."""
        with self._engine.readers.lend() as connection:
            return list(erased.cleared(connection))

    def erased_ids(self) -> dict[str, set[int]]:
        """Return the ids of all that was erased here, by kind."""
        with self._engine.readers.lend() as connection:
            return erased.ids(connection)

    def removed(self, kind: str) -> list[tuple[int, str, Values]]:
        """Return id, time of removal (UTC as stored) and last values of removed records whose content the journal still holds."""
        if not self._engine.acting.may_read(kind):
            return []
        with self._engine.readers.lend() as connection:
            return list(removed.removed(connection, kind))

    def removed_with(self, kind: str, ids: Collection[int], joining: Sequence[str]) -> dict[str, set[int]]:
        """Return records of ``joining`` kinds, by kind, that were removed in the past and belonged to these records."""
        with self._engine.readers.lend() as connection:
            return removed.removed_with(connection, self._engine.kinds.ever, kind, ids, joining)
