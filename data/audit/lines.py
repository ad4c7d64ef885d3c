"""Lines of the journal in words: who did what to which record, without any value that may not be seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from data.actors import said as by_whom
from data.duty.spans import span_words
from data.i18n import in_every_language, mark, tr
from data.kinds.moments import write_time
from data.query import Query, Where
from data.store.acts import ACTS
from data.store.audit import Filter, JournalLine
from data.store.station import Station

PAGE = 200  # lines that are read at a time
ACCOUNTS = ("sign_in", "sign_in_failed", "lock", "account")
SAID_BEFORE = (mark("久未操作，自动锁定"), mark("更换口令"))  # reasons that programs of before wrote in their language
CHANGED = {  # what was done to an account, by the code that the journal keeps
    "founded": mark("建立第一个管理员账号：{name}"), "added": mark("添加账号：{name}"), "changed": mark("修改账号：{name}"),
    "disabled": mark("停用账号：{name}"), "enabled": mark("恢复账号：{name}"), "reset": mark("重置密码：{name}"),
    "own": mark("修改自己的密码"),
}  # fmt: skip
Titles = Mapping[tuple[str, int], str]


@dataclass(frozen=True, slots=True)
class Told:
    """A line with its words: when, by whom, what, about what, and what is said of it."""

    line: JournalLine
    when: str
    who: str
    act: str
    about: str
    said: str


@dataclass(frozen=True, slots=True)
class ToldPage:
    """Lines in words; ``before`` continues behind them, None at the beginning of the journal."""

    lines: tuple[Told, ...]
    before: int | None


def read_told(station: Station, wanted: Filter, before: int | None = None, most: int = PAGE) -> ToldPage:
    """Return the next lines of the journal in words, newest first. Not on the Qt thread."""
    page = station.journal_page(wanted, before=before, most=most)
    titles = titles_of(station, page.lines)
    return ToldPage(tuple(told(station, line, titles) for line in page.lines), page.before)


def titles_of(station: Station, lines: Iterable[JournalLine]) -> dict[tuple[str, int], str]:
    """Return the covered titles of the records that lines are about; of those that are there and may be read."""
    wanted: dict[str, set[int]] = {}
    for line in lines:
        if line.record and line.count == 1 and station.kinds.knows(line.kind) and station.session.may_read(line.kind):
            wanted.setdefault(line.kind, set()).add(line.record)
    found = {}
    for kind, ids in wanted.items():
        for record in station.read(Query(kind, (Where("id", "in", tuple(sorted(ids))),))):
            found[kind, record.id] = station.title(record)
    return found


def told(station: Station, line: JournalLine, titles: Titles) -> Told:
    """Return a line in words."""
    when = write_time(line.at, station.zone)
    return Told(line, when, by_whom(line.who), act_label(line.act), _about(station, line, titles), _said(line, station.zone))


def act_label(act: str) -> str:
    """Return what was done, as a verb."""
    changes = {"add": tr("登记"), "change": tr("修改"), "remove": tr("删除"), "declare": tr("声明类别"), "format": tr("升级文件"),
               "erase": tr("清除个人信息"), "retire": tr("删除台账"), "regain": tr("恢复台账")}  # fmt: skip
    return ACTS[act].label if act in ACTS else changes.get(act, act)


def _why(line: JournalLine) -> str:
    """Return the reason of a change set, if it says more than the act itself."""
    if line.act in ACTS and line.why in in_every_language(ACTS[line.act].source):
        return ""
    return next((tr(source) for source in SAID_BEFORE if line.why in in_every_language(source)), line.why)


def _of_accounts(line: JournalLine) -> str:
    """Return what is said of signing in and of accounts; the journal keeps a code, for its readers speak several languages."""
    said = line.said
    if said.get("idle"):
        return tr("久未操作，自动锁定")
    if said.get("failures"):
        return tr("登录失败（连续第 {n} 次）", n=said["failures"])
    after = said.get("after")
    if said.get("what") in CHANGED and isinstance(after, dict):
        return tr(CHANGED[said["what"]], name=f"{after.get('name', '')} {after.get('badge', '')}".strip())
    return ""


def _about(station: Station, line: JournalLine, titles: Titles) -> str:
    if not station.kinds.knows(line.kind):
        return ""
    kind = station.kinds[line.kind]
    if line.count > 1:
        return tr("{kind} {n} 条", kind=kind.label, n=line.count)
    if not line.record:
        return kind.label
    title = titles.get((line.kind, line.record), "")
    return tr("{kind} {title}（编号 {id}）", kind=kind.label, title=title, id=line.record).replace("  ", " ").replace(" （", "（")


def _said(line: JournalLine, zone: str) -> str:
    said, parts = line.said, []
    if "text" in said:
        parts.append(tr("“{text}”，找到 {n} 条", text=said["text"], n=said.get("found", 0)) if said["text"] else "")
    if "area" in said:
        parts.append(str(said["area"]))
    for name in ("file", "command", "reason"):
        parts.append(str(said.get(name) or ""))
    if said.get("mark"):
        parts.append(tr("编号 {number}", number=said["mark"]))
    if said.get("characters"):
        parts.append(tr("{n} 个字", n=said["characters"]))
    if said.get("moment"):
        parts.append(tr("看的是 {when} 的样子", when=write_time(str(said["moment"]), zone)))
    if said.get("times"):
        parts.append(tr("又 {n} 次", n=said["times"]))
    if line.act in ACCOUNTS:
        parts.append(_of_accounts(line))
    why = _why(line)
    if why and why not in parts and why != act_label(line.act):
        parts.append(why)
    if said.get("rewritten"):
        parts.append(tr("重写 {n} 份", n=len(said["rewritten"])))
    if line.back:
        parts.append(tr("此前时钟被拨回 {span}", span=span_words(line.back)))
    return " · ".join(p for p in parts if p)
