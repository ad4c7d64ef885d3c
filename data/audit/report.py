"""Reports of the journal: what an auditor asked and found, as a page with a signature beside it that anybody can check."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from data.actors import said as by_whom
from data.audit.lines import Told, act_label, read_told
from data.clock import format_utc
from data.duty.incidents.debrief import Debrief, Table
from data.errors import BadInput
from data.i18n import tr
from data.kinds.moments import write_time
from data.store.audit import Filter
from data.store.heads import Head
from data.store.station import Station

MOST = 5_000  # lines of one report
ENDING = ".sig.json"  # of the signature beside a report
WORD = "journal report"


@dataclass(frozen=True, slots=True)
class Report:
    """A report to be written as a page, and the head of the journal that it was read under."""

    page: Debrief
    head: Head | None
    wanted: Filter
    lines: int


def report_of(station: Station, wanted: Filter) -> Report:
    """Return the report of what is asked of the journal. Not on the Qt thread."""
    head = station.head()
    found = read_told(station, wanted, most=MOST)
    facts = [tr("站：{name}", name=station.name), tr("条件：{words}", words=words_of(station, wanted) or tr("全部"))]
    facts.append(tr("共 {n} 行", n=len(found.lines)) + (tr("（只列最近的 {n} 行）", n=MOST) if found.before else ""))
    if head is not None:
        facts.append(tr("日志封签：第 {entry} 条，{hash}", entry=head.entry, hash=head.hash.hex()))
    page = Debrief(tr("日志报告"), tuple(facts), (_table(found.lines),))
    return Report(page, head, wanted, len(found.lines))


def _table(lines: Sequence[Told]) -> Table:
    head = (tr("条"), tr("时间"), tr("谁"), tr("做了什么"), tr("对象"), tr("详情"))
    return Table(tr("日志"), head, tuple((str(t.line.entry), t.when, t.who, t.act, t.about, t.said) for t in lines))


def words_of(station: Station, wanted: Filter) -> str:
    """Return what is asked, in words; a number that was asked for is not repeated."""
    parts = [
        by_whom(wanted.who),
        tr("、").join(act_label(a) for a in wanted.acts),
        station.kinds[wanted.kind].label if station.kinds.knows(wanted.kind) else "",
        tr("编号 {id}", id=wanted.record) if wanted.record else "",
        tr("从 {when}", when=write_time(wanted.start, station.zone)) if wanted.start else "",
        tr("到 {when}", when=write_time(wanted.end, station.zone)) if wanted.end else "",
        wanted.command,
        tr("谁搜过某个号码或姓名") if wanted.searched else "",
    ]
    return " · ".join(p for p in parts if p)


def signature_of(station: Station, report: Report, content: bytes, name: str, who: str) -> bytes:
    """Return the signature of a written report, as a file to lie beside it.

    Raises
    ------
    BadInput
        If the station has no key, as one that was never opened to write since keys were made.
    """
    if report.head is None:
        raise BadInput(tr("站文件里没有签名密钥：请用可写方式打开一次"))
    head = report.head
    said = {
        "watchroom": WORD, "file": name, "sha256": hashlib.sha256(content).hexdigest(), "station_name": station.name, "by": who,
        "made": format_utc(station.clock.now()), "lines": report.lines,
        "head": {"station": head.station, "entry": head.entry, "at": head.at, "hash": head.hash.hex(),
                 "public": head.public.hex(), "signature": head.signature.hex()},
    }  # fmt: skip
    return orjson.dumps({**said, "signature": station.sign(_message(said)).hex()}, option=orjson.OPT_INDENT_2)


def _message(said: dict[str, Any]) -> bytes:
    rest = {n: v for n, v in said.items() if n != "signature"}
    return b"watchroom journal report|" + orjson.dumps(rest, option=orjson.OPT_SORT_KEYS)


def check_report(signature: Path, key: bytes) -> str:
    """Return who signed which report when, in words, after file and signature were found to belong together.

    ``key`` is the station's public one: with another anybody can sign.

    Raises
    ------
    BadInput
        If they do not, or one of them cannot be read; the sentence says which.
    """
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        said = orjson.loads(signature.read_bytes())
        public, mark = bytes.fromhex(said["head"]["public"]), bytes.fromhex(said["signature"])
        report = signature.with_name(Path(said["file"]).name)
        digest = hashlib.sha256(report.read_bytes()).hexdigest()
    except (OSError, orjson.JSONDecodeError, KeyError, TypeError, ValueError) as error:
        raise BadInput(tr("{file} 或它旁边的报告读不出来", file=signature), file=signature) from error
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(mark, _message(said))
    except (InvalidSignature, ValueError) as error:
        raise BadInput(tr("{file} 的签名不对：它或报告被改过", file=signature.name), file=signature) from error
    if digest != said["sha256"]:
        raise BadInput(tr("{file} 和签名不符：报告被改过", file=report.name), file=report)
    if public != key:
        raise BadInput(tr("{file} 不是本站签的：它的公钥是 {key}", file=signature.name, key=public.hex()[:16]), file=signature)
    return tr("报告 {file} 与签名相符：{name}，{who}，公钥 {key}", file=report.name, name=said["station_name"], who=said["by"],
              key=public.hex()[:16])  # fmt: skip
