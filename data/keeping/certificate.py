"""The proof of an erasing as a page: who, with whom, why, how much of what, and how it can be checked."""

from __future__ import annotations

from data.clock import format_utc
from data.duty.incidents.debrief import Debrief, Table
from data.i18n import tr
from data.keeping.erase import Proof, counted
from data.kinds.moments import show_time
from data.store.station import Station


def certificate(station: Station, proof: Proof) -> Debrief:
    """Return the page; it names nobody who was erased."""
    when = show_time(proof.at, station.zone)
    made = show_time(format_utc(station.clock.now()), station.zone)
    facts = (
        tr("{station} · {when}", station=station.name, when=when),
        tr("内容已从记录、日志、搜索索引、附件和文件的空白页中抹去，无法恢复。手工另存的副本不在其内。"),
        "" if proof.clean else tr("出具本证明时，文件的空白页尚未整理完。"),
    )
    people = (
        (tr("清除人"), proof.who), (tr("同意人"), proof.second or tr("未设账号，由清除人填写")),
        (tr("依据"), proof.basis), (tr("出具时间"), made),
    )  # fmt: skip
    counts = (
        *counted(station, proof.records), (tr("抹去内容的日志条目"), proof.entries),
        (tr("抹去姓名或号码的说明文字"), proof.texts), (tr("删除的附件文件"), proof.files),
    )  # fmt: skip
    checks = (
        (tr("日志条目"), tr("第 {n} 条（改动 {batch}）", n=proof.entry, batch=proof.batch)),
        (tr("该行的链接值（SHA-256）"), proof.link),
        (tr("怎样核对"), tr("watchroom verify 核对整条日志链，并报告多少条的内容已清除；链接值应与上面一致")),
    )
    return Debrief(
        tr("个人信息清除证明"), tuple(f for f in facts if f),
        (
            Table(tr("谁"), (tr("项目"), tr("内容")), people),
            Table(tr("清除了多少"), (tr("项目"), tr("数量")), tuple((label, f"{n:,}") for label, n in counts)),
            Table(tr("此前的备份"), (tr("备份"), tr("怎样处理")), _backups(proof)),
            Table(tr("核对"), (tr("项目"), tr("内容")), checks),
        ),
    )  # fmt: skip


def _backups(proof: Proof) -> tuple[tuple[str, str], ...]:
    """Return what became of each backup of before."""
    told = proof.backups
    lines = [
        *((name, tr("已重写，不再含有这些内容")) for name in told.rewritten),
        *((name, tr("已删除：口令已换或已损坏，不能重写")) for name in told.removed),
        *((name, tr("还没有做成，会再试")) for name in told.left),
        *((name, tr("出具本证明时够不着；接上后自动重写")) for name in told.waiting),
        *((name, tr("有人声明此处已不存在")) for name in told.forgotten),
    ]
    if told.made:
        lines.insert(0, (told.made, tr("清除后新做的备份，已核对")))
    none = tr("没有含有这些内容的备份") if told.done else tr("还没有检查")
    return tuple(lines) or ((tr("自动备份"), none),)
