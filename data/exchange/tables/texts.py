"""Addresses that led to no room, kept with their people word for word so that nothing that somebody wrote is lost."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from data.exchange.addresses import Match
from data.i18n import tr
from data.kinds.model import Kind
from data.query import Query, Where
from data.store.station import Station

if TYPE_CHECKING:
    from data.exchange.tables.preview_row import PreviewRow

FIELD = "address"
BETWEEN = "；"  # of two texts for one person; a mark in the data, the same in every language


def keeps_text(kind: Kind) -> bool:
    """Whether records of a kind live somewhere by residence and keep the address as it was written besides."""
    return kind.place.through == "residence" and FIELD in kind.fields


class WrittenAddresses:
    """The texts kept with the records of a kind, read once, with those that the same import is about to keep."""

    def __init__(self, station: Station, kind: Kind) -> None:
        columns = station.columns(Query(kind.name, (Where(FIELD, "not", None),)), ["id", FIELD])
        self._stored: dict[int, str] = dict(zip(columns["id"], columns[FIELD], strict=True))
        self._said: dict[int, list[str]] = defaultdict(list)

    def has(self, id: int, text: str) -> bool:
        """Whether a record keeps the text already."""
        stored = self._stored.get(id, "")
        return text in (stored, *stored.split(BETWEEN))

    def keep(self, row: PreviewRow, text: str) -> None:
        """Let the row that stands for a record keep a text as well; what the record has already changes nothing.

        A person may be written at two places in one file: both texts are kept.
        """
        said = self._said[row.id if row.id is not None else row.stand_in]
        if text not in said:
            said.append(text)
        stored = self._stored.get(row.id, "") if row.id is not None else ""
        row.values.pop(FIELD, None)
        if not set(said) <= {stored, *stored.split(BETWEEN)}:
            row.values[FIELD] = BETWEEN.join(said)
        if row.id is not None:
            row.action = "update" if row.values or row.residence else "unchanged"


def remark(match: Match, *, kept: bool) -> str:
    """Return what is to be said of an address that named no room, "" where there is nothing to say."""
    if not match.found:
        why = match.why or tr("没有这样的楼栋")
        return tr("住址未匹配：原文已保留（{why}）", why=why) if kept else tr("地址未匹配（{why}）", why=why)
    if not kept:
        return match.impossible
    return tr("只找到楼栋：{why}；住址原文已保留", why=match.impossible or _no_room(match))


def _no_room(match: Match) -> str:
    if not match.room:
        return tr("没有写房号")
    return tr("没有写是哪个单元") if match.missing_room else tr("没有这样的房屋")
