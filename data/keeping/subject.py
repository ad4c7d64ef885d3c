"""What is held about somebody, who changed it and who looked at it: the report that the law gives them a right to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from data.actors import said as by_whom
from data.clock import format_utc
from data.duty.incidents.debrief import Debrief, Table
from data.errors import BadInput
from data.i18n import tr
from data.keeping.correction import requests
from data.keeping.holds import LEFT_OUT, linking
from data.keeping.plan import make_plan
from data.keeping.retention import why_no_end
from data.kinds import Kind
from data.kinds.masking import masked
from data.kinds.model import SOURCE_DATUM
from data.kinds.moments import show_date, show_time
from data.kinds.values import show
from data.query import Query, Where
from data.records import Record
from data.store.acts import ACTS
from data.store.history import HistoryEntry
from data.store.station import Station

MOST = 2_000  # rows of a table


def subject_report(station: Station, kind: str, id: int) -> Debrief:
    """Return all that is held about a record's subject, uncovered; who asks for it writes a note "subject" into the journal.

    Raises
    ------
    BadInput
        If there is no such record.
    """
    record = station.get(kind, id, placed=True)
    if record is None:
        raise BadInput(tr("没有编号为 {id} 的{kind}", id=id, kind=station.kinds[kind].label))
    declared = station.kinds[kind]
    when = show_time(format_utc(station.clock.now()), station.zone)
    facts = (
        tr("{station} 于 {when} 出具，依据《个人信息保护法》第四十五条", station=station.name, when=when),
        _kept_until(station, declared, record),
        tr("如有不准确或不完整，可以请求更正、补充（第四十六条）；保存期满或不再需要的，可以请求删除（第四十七条）"),
    )
    tables = (
        Table(tr("登记的内容"), (tr("项目"), tr("内容"), tr("敏感程度")), tuple(_values(station, declared, record))),
        *_related(station, kind, id),
        Table(tr("其他记录里提到的地方"), (tr("哪一类"), tr("编号"), tr("哪一项")), tuple(_mentions(station, kind, id))),
        Table(tr("更正请求"), (tr("答复期限"), tr("内容"), tr("答复")), tuple(_requests(station, kind, id))),
        Table(tr("改动"), (tr("时间"), tr("谁"), tr("做了什么"), tr("改了哪些")), tuple(_changes(station, kind, id))),
        Table(tr("谁看过"), (tr("时间"), tr("谁"), tr("做了什么"), tr("说明")), tuple(_looks(station, kind, id))),
    )
    title = tr("个人信息报告：{name}", name=station.title(record, masked=False))
    return Debrief(title, facts, tuple(t for t in tables if t.rows))


def _kept_until(station: Station, kind: Kind, record: Record) -> str:
    begun = record[kind.retention_from] if kind.retention_from else None
    if not begun:
        return tr("保存期限：{why}", why=why_no_end(kind))
    from datetime import date

    end = date.fromisoformat(str(begun)[:10]) + timedelta(days=kind.retention_days)
    return tr("保存期限：从{field}（{since}）起 {days} 天，到 {end} 为止", field=kind.fields[kind.retention_from].label,
              since=str(begun)[:10], days=kind.retention_days, end=end.isoformat())  # fmt: skip


def _values(station: Station, kind: Kind, record: Record) -> Iterator[tuple[str, str, str]]:
    labels = {"open": tr("一般"), "personal": tr("个人信息"), "sensitive": tr("敏感个人信息")}
    for field in kind.fields.values():
        if record[field.name] is not None and field.name != SOURCE_DATUM and field.type != "solid":
            yield field.label, _cell(station, kind, record, field.name), labels[field.sensitivity]


def _cell(station: Station, kind: Kind, record: Record, name: str) -> str:
    """Return a value in words, covered where the roles of who makes the report do not let it be revealed."""
    if record[name] is None:
        return ""
    if station.session.may_reveal(kind, name):
        return _said(station, kind, record, name)
    return masked(kind.fields[name], record[name])


def _said(station: Station, kind: Kind, record: Record, name: str) -> str:
    """Return a value in words; a link by the title of what it points to."""
    field, value = kind.fields[name], record[name]
    if field.type != "link":
        return show(field, value, zone=station.zone)
    target = str(record[f"{name}_kind"]) if len(field.to) > 1 else field.to[0]
    pointed = station.get(target, int(value)) if target in station.kinds else None
    return station.title(pointed) if pointed is not None else f"#{value}"


def _related(station: Station, kind: str, id: int) -> Iterator[Table]:
    """Yield a table of each kind whose records link to this one."""
    for other, link in station.kinds.linking_to(kind):
        ids = list(linking(station, other, link, kind, [id]))
        if not ids:
            continue
        whole = () if other.ledger or other.name in LEFT_OUT else tuple(other.fields)  # what only joins is told whole
        names = [n for n in dict.fromkeys([*other.columns, *whole]) if n != link.name and not n.endswith("_kind")]
        records = station.read(Query(other.name, (Where("id", "in", tuple(ids)),)))[:MOST]
        used = [n for n in names if any(r[n] is not None for r in records)]
        rows = tuple(tuple(_cell(station, other, r, n) for n in used) for r in records)
        yield Table(other.plural, tuple(other.fields[n].label for n in used), rows)


def _mentions(station: Station, kind: str, id: int) -> Iterator[tuple[str, str, str]]:
    for mention in make_plan(station, {kind: [id]}, needed=True).mentions:
        declared = station.kinds[mention.kind]
        yield declared.label, str(mention.id), declared.fields[mention.field].label


def _requests(station: Station, kind: str, id: int) -> Iterator[tuple[str, str, str]]:
    fields = station.kinds[kind].fields
    for asked in requests(station, kind=kind, id=id):
        what = tr("、").join(fields[n].label for n in asked.wished if n in fields)
        yield show_date(asked.day(station.zone)), " ".join(t for t in (what, asked.text) if t), asked.feedback or tr("还没有答复")


def _changes(station: Station, kind: str, id: int) -> Iterator[tuple[str, str, str, str]]:
    fields = station.kinds[kind].fields
    for entry in _newest(station.history(kind, id)):
        if entry.action in ACTS:
            continue
        names = dict.fromkeys([*(entry.before or {}), *(entry.after or {})])
        changed = tr("、").join(fields[n].label for n in names if n in fields)
        yield show_time(entry.at, station.zone), by_whom(entry.who), entry.why, changed


def _looks(station: Station, kind: str, id: int) -> Iterator[tuple[str, str, str, str]]:
    fields = station.kinds[kind].fields
    for entry in _newest(station.looks(kind, id)):
        said = entry.after or {}
        shown = tr("、").join(fields[n].label for n in said.get("fields", ()) if n in fields)
        times = tr("共 {n} 次", n=int(said["times"]) + 1) if said.get("times") else ""
        about = " · ".join(t for t in (shown, str(said.get("reason", "")), times) if t)
        label = ACTS[entry.action].label if entry.action in ACTS else entry.action
        yield show_time(entry.at, station.zone), by_whom(entry.who), label, about or entry.why


def _newest(entries: Sequence[HistoryEntry]) -> list[HistoryEntry]:
    return list(entries[::-1][:MOST])


