"""Half a year of tasks: most done and closed, the open ones in every state and with every kind of time left."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from itertools import accumulate
from typing import Any

from data.clock import format_utc
from data.demo.book import Book
from data.demo.rows import Row, Rows

TASKS = 1500
# How many are open in each state; together with the due times below this is what the board shows.
OPEN = (("draft", 10), ("issued", 18), ("signed", 24), ("in_progress", 44), ("fed_back", 18), ("verified", 8), ("returned", 6))
LATE, SOON = 7, 20  # of those in hand
DAYS = 180
ISSUERS = ("值班长", "社区警务组", "内勤", "指挥室")
ROLES = {
    "visit": ("grid", "officer", "volunteer"),
    "check": ("auxiliary", "officer", "grid"),
    "inspect": ("auxiliary", "officer"),
    "mediate": ("officer", "grid"),
    "repair": ("auxiliary", "guard"),
    "patrol": ("auxiliary", "guard", "volunteer"),
    "other": ("volunteer", "grid"),
}
FEEDBACK = {
    "visit": ("已走访，信息无变化。", "已更新联系电话。", "家中无人，已留联系卡，次日再访完成。", "老人身体良好，已告知防诈知识。"),
    "check": ("已核实，登记信息准确。", "实际居住人数与登记不符，已更正。", "租客已搬离，已注销登记。"),
    "inspect": ("灭火器有效，通道畅通。", "发现插线板超载，已当场整改。", "应急灯一处损坏，已更换。"),
    "mediate": ("双方达成一致，签订协议。", "已约定时间共同协商，一方道歉。"),
    "repair": ("镜头已清洁，画面恢复。", "更换电源后正常。", "线路松动，已紧固。"),
    "patrol": ("巡逻两小时，未见异常。", "劝离占道经营三处。", "发现路灯不亮一处，已上报。"),
    "other": ("已完成。",),
}
FAMILIES = {"visit": "routine", "inspect": "routine", "repair": "routine", "check": "risk"}
TEMPLATES = {
    ("visit", "dwelling"): "room_visit", ("visit", "person"): "room_visit", ("check", "dwelling"): "let_check",
    ("inspect", "shop"): "shop_check", ("repair", "camera"): "camera_test",
}  # fmt: skip
TYPES = ("visit", "check", "inspect", "mediate", "repair", "patrol", "other")
_SHARES = list(accumulate((34, 20, 18, 10, 6, 9, 3)))


@dataclass(slots=True)
class Subjects:
    """The rows that tasks are about."""

    by_kind: dict[str, list[Row]]
    names: dict[int, str]  # building key -> name
    people: dict[int, Row]
    rooms: dict[int, Row]

    @classmethod
    def of(cls, rows: Rows) -> Subjects:
        """Collect them from what has been written."""
        by_kind: dict[str, list[Row]] = {}
        for row in rows.rows:
            if row.kind in ("dwelling", "shop", "building", "case", "camera", "place", "person", "residence"):
                by_kind.setdefault(row.kind, []).append(row)
        by_kind["home"] = [r for r in by_kind["dwelling"] if r.values["use"] in ("owner", "let")]
        by_kind["let"] = [r for r in by_kind["dwelling"] if r.values["use"] == "let"] or by_kind["home"]
        by_kind["quarrel"] = [r for r in by_kind["case"] if r.values["type"] in ("dispute", "noise")][-400:]
        by_kind["residence"] = [r for r in by_kind["residence"] if "until" not in r.values]
        people, rooms = ({r.key: r for r in by_kind[kind]} for kind in ("person", "dwelling"))
        return cls(by_kind, {r.key: r.values["name"] for r in by_kind["building"]}, people, rooms)


@dataclass(frozen=True, slots=True)
class Job:
    """What a task says and is about."""

    title: str
    text: str
    kind: str
    row: Row


def add_tasks(book: Book, forces: dict[str, list[int]]) -> list[int]:
    """Write the tasks, oldest first, and return their keys."""
    subjects = Subjects.of(book.rows)
    open_states = [state for state, count in OPEN for _ in range(count)]
    book.dice.shuffle(open_states)
    closed = sorted((book.dice.uniform(3, DAYS) for _ in range(TASKS - len(open_states))), reverse=True)
    keys = [_closed(book, subjects, forces, days) for days in closed]
    pressing = {"late": LATE, "soon": SOON}
    return keys + [_open(book, subjects, forces, state, pressing) for state in open_states]


def _closed(book: Book, subjects: Subjects, forces: dict[str, list[int]], days: float) -> int:
    issued = book.moment.now - timedelta(days=days)
    allowed = timedelta(days=book.dice.choice((1, 2, 3, 3, 5, 7)))
    took = allowed * (book.dice.uniform(0.08, 0.95) if book.dice.random() < 0.964 else book.dice.uniform(1.05, 1.6))
    ended = min(issued + took, book.moment.now - timedelta(minutes=book.dice.randint(20, 900)))
    return _task(book, subjects, forces, "closed", issued=issued, due=issued + allowed, ended=ended)


def _open(book: Book, subjects: Subjects, forces: dict[str, list[int]], state: str, pressing: dict[str, int]) -> int:
    left = timedelta(hours=book.dice.uniform(7, 24 * 8))
    given = timedelta(hours=book.dice.uniform(1, 60))
    if state in ("issued", "signed", "in_progress"):
        if pressing["late"] and state != "signed":
            pressing["late"] -= 1
            left, given = -timedelta(hours=book.dice.uniform(1.2, 26)), timedelta(hours=book.dice.uniform(40, 90))
        elif pressing["soon"]:
            pressing["soon"] -= 1
            left, given = timedelta(hours=book.dice.uniform(1.1, 3.6)), timedelta(hours=book.dice.uniform(20, 60))
        else:
            given = left * book.dice.uniform(0.05, 1.4)
    due = book.moment.now + left
    issued = book.moment.now - given if state != "draft" else None
    return _task(book, subjects, forces, state, issued=issued, due=due, ended=None)


def _task(book: Book, subjects: Subjects, forces: dict[str, list[int]], state: str, *, issued: Any, due: Any, ended: Any) -> int:
    kind = book.dice.choices(TYPES, cum_weights=_SHARES)[0]
    job = JOBS[kind](subjects, book.dice)
    day = ((issued or book.moment.now) + (book.moment.local.utcoffset() or timedelta())).strftime("%Y%m%d")
    done = state in ("fed_back", "verified", "closed")
    assigned = state != "draft" or book.dice.random() < 0.3
    return book.rows.add(
        "task",
        number=f"RW{day}-{book.numbers.count('RW' + day):03d}",
        title=job.title,
        type=kind,
        text=job.text,
        subject=job.row.key,
        subject_kind=job.row.kind,
        assignee=book.dice.choice(forces[book.dice.choice(ROLES[kind])]) if assigned else None,
        priority=book.dice.choices(("low", "normal", "high"), (2, 6, 2))[0],
        state=state,
        issued_at=format_utc(issued) if issued else None,
        due_at=format_utc(due),
        closed_at=format_utc(ended) if ended else None,
        family=FAMILIES.get(kind, "assigned"),
        template=TEMPLATES.get((kind, job.row.kind)),
        **_moments(book, state, issued, ended),
        feedback=book.dice.choice(FEEDBACK[kind]) if done else "对象已不在此处，请核对后再派。" if state == "returned" else None,
        issuer=book.dice.choice(ISSUERS),
        **_place(job.row),
    )


def _moments(book: Book, state: str, issued: Any, ended: Any) -> dict[str, Any]:
    """When it was signed for, fed back and verified: shares of the time from issue to end, or to now."""
    if issued is None or state in ("issued", "returned"):
        return {}
    gone = (ended or book.moment.now) - issued
    done = state in ("fed_back", "verified", "closed")
    return {
        "signed_at": format_utc(issued + gone * 0.12),
        "fed_back_at": format_utc(issued + gone * (0.9 if ended else 0.6)) if done else None,
        "verified_at": format_utc(issued + gone * (0.96 if ended else 0.8)) if state in ("verified", "closed") else None,
    }


def _place(row: Row) -> dict[str, Any]:
    """A task stands where its subject stands."""
    if row.kind == "building":
        return {"building": row.key}
    if row.kind == "dwelling":
        return {"building": row.values["building"], "dwelling": row.key}
    return {name: row.values[name] for name in ("building", "dwelling", "geometry") if name in row.values}


def _room(subjects: Subjects, row: Row) -> str:
    values = row.values
    return f"{subjects.names[values['building']]}{values['unit']}单元{values['room']}"


def _visit(subjects: Subjects, dice: random.Random) -> Job:
    if dice.random() < 0.2:
        return _visit_person(subjects, dice)
    row = dice.choice(subjects.by_kind["home"])
    return Job(
        f"入户走访：{_room(subjects, row)}",
        dice.choice(("上门核对居住人员和联系方式。", "走访独居老人，了解近况。", "宣传防诈知识，发放联系卡。")),
        "dwelling",
        row,
    )


def _visit_person(subjects: Subjects, dice: random.Random) -> Job:
    """About a person, who is not named in the title: titles stand on the wall."""
    residence = dice.choice(subjects.by_kind["residence"]).values
    person = subjects.people[residence["person"]]
    room = subjects.rooms[residence["dwelling"]]
    place = {"building": residence["building"], "dwelling": room.key}
    return Job(f"走访住户：{_room(subjects, room)}", "核对联系方式，了解近况。", "person", Row("person", person.key, place))


def _check(subjects: Subjects, dice: random.Random) -> Job:
    row = dice.choice(subjects.by_kind["let"])
    what = dice.choice(("核查群租房", "核查出租房", "核对流动人口"))
    return Job(f"{what}：{_room(subjects, row)}", "核对实际居住人数与登记是否一致。", "dwelling", row)


def _inspect(subjects: Subjects, dice: random.Random) -> Job:
    if dice.random() < 0.3:
        row = dice.choice(subjects.by_kind["building"])
        return Job(f"消防通道占用复查：{row.values['name']}", "检查楼道堆物和消防通道。", "building", row)
    row = dice.choice(subjects.by_kind["shop"])
    return Job(f"商铺检查：{row.values['name']}", "检查灭火器、用电和从业人员登记。", "shop", row)


def _mediate(subjects: Subjects, dice: random.Random) -> Job:
    row = dice.choice(subjects.by_kind["quarrel"])
    what = "噪音纠纷" if row.values["type"] == "noise" else "邻里纠纷"
    return Job(f"调解：{what}（{row.values['address']}）", "约双方到社区调解室，做好记录。", "case", row)


def _repair(subjects: Subjects, dice: random.Random) -> Job:
    row = dice.choice(subjects.by_kind["camera"])
    return Job(f"探头检修：{row.values['code']}", "检查供电、镜头和网络。", "camera", row)


def _patrol(subjects: Subjects, dice: random.Random) -> Job:
    row = dice.choice(subjects.by_kind["place"])
    return Job(
        f"{dice.choice(('夜间巡逻', '重点巡逻', '早高峰值守'))}：{row.values['name']}",
        "按路线巡逻，留意可疑车辆和占道。",
        "place",
        row,
    )


def _other(subjects: Subjects, dice: random.Random) -> Job:
    row = dice.choice(subjects.by_kind["building"])
    return Job(f"张贴安全提示：{row.values['name']}", "在单元门口张贴防盗防火提示。", "building", row)


JOBS: dict[str, Callable[[Subjects, random.Random], Job]] = {
    "visit": _visit,
    "check": _check,
    "inspect": _inspect,
    "mediate": _mediate,
    "repair": _repair,
    "patrol": _patrol,
    "other": _other,
}
