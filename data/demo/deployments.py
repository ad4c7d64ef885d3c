"""Who went to the cases of the demo and when: moments of each case, deployments, keys to buildings, notices for those who go in."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from data.clock import format_utc, parse_utc
from data.demo.book import Book
from data.duty.incidents.types import find_types
from data.kinds import builtin_kinds

DAYS = 30  # of closed cases whose deployments are told
MODES = (("car", 5), ("motorcycle", 3), ("foot", 2))
# Minutes ago at which those under way came into their state, by state: the newest are minutes old.
UNDER_WAY = {"sent": (0.5, 1.5), "on_the_way": (1.0, 3.0), "on_scene": (1.0, 4.0)}
NOTICES = (
    ("一楼有大型犬，进院前先按门铃", "safety"), ("单元门禁坏，找物业开侧门", "access"), ("地下室存放油漆稀料，勿带火源", "hazard"),
    ("顶楼住户行动不便，需要担架", "care"), ("夜间北门上锁，从东侧消防通道进", "access"), ("楼道灯不亮，带手电", "safety"),
)  # fmt: skip


def add_deployments(book: Book, cases: list[int], forces: dict[str, list[int]]) -> None:
    """Give each case its moments, and those of the last month the forces who went; the open ones are on the way or there."""
    dice = random.Random(f"deployments/{book.plan.names.prefix}/{len(book.plan.houses)}")
    free = [k for k in forces["officer"] + forces["auxiliary"] if _values(book, k)["duty"] == "free"]
    dice.shuffle(free)
    since = book.moment.now - timedelta(days=DAYS)
    for key in cases:
        case = _values(book, key)
        reported = parse_utc(case["reported_at"])
        case |= _told(case, dice)
        if case["state"] == "reported":
            continue
        under_way = case["state"] in UNDER_WAY
        if under_way and not free:
            case["state"] = "cleared"
            under_way = False
        moments = _now(case, reported, book.moment.now, dice) if under_way else _done(case, reported, book.moment.now, dice)
        case |= moments
        if under_way:
            case["handler"] = free.pop()
        if under_way or reported > since:
            _deploy(book, key, case, moments, dice)
    _add_keys(book)
    _add_notices(book, dice)


def _told(case: dict[str, Any], dice: random.Random) -> dict[str, Any]:
    """Return what the desk knows of a call: the detailed type that its words say, and how long it took to take."""
    words = str(case["text"]).replace(str(case["address"]), "")
    subtype = _subtype(words, str(case["type"]))
    return {"taken_in": dice.randint(7, 38), **({"subtype": subtype} if subtype else {})}


@cache
def _subtype(words: str, type: str) -> str:
    found = find_types(builtin_kinds()["case"], words)
    return next((f.subtype for f in found if f.type == type and f.subtype), "")


def _done(case: dict[str, Any], reported: datetime, now: datetime, dice: random.Random) -> dict[str, str]:
    """Return the moments of a case that is cleared or closed; all lie before its end, or before now."""
    last = parse_utc(case["ended_at"]) if "ended_at" in case else now
    spans = [dice.uniform(20, 150), dice.uniform(15, 80), dice.uniform(70, 700), dice.uniform(240, 3000)]
    room = (last - reported).total_seconds() * 0.96
    scale = min(room / sum(spans), 1.0)
    names, at, found = ("sent_at", "left_at", "arrived_at", "cleared_at"), reported, {}
    for name, span in zip(names, spans, strict=True):
        at += timedelta(seconds=span * scale)
        found[name] = format_utc(at)
    return found


def _now(case: dict[str, Any], reported: datetime, now: datetime, dice: random.Random) -> dict[str, str]:
    """Return the moments of a case that somebody is on: the last of them was some minutes ago, the others lie before it."""
    names = {"sent": ("sent_at",), "on_the_way": ("sent_at", "left_at"), "on_scene": ("sent_at", "left_at", "arrived_at")}
    low, high = UNDER_WAY[case["state"]]
    last = max(now - timedelta(minutes=dice.uniform(low, high)), reported + timedelta(seconds=30))
    stamps = names[case["state"]]
    step = (min(last, now) - reported) / len(stamps)
    return {name: format_utc(reported + step * (i + 1)) for i, name in enumerate(stamps)}


def _deploy(book: Book, key: int, case: dict[str, Any], moments: dict[str, str], dice: random.Random) -> None:
    force = _values(book, case["handler"])
    kind = builtin_kinds()["case"].field("type").choice(case["type"])
    state = case["state"] if case["state"] in UNDER_WAY else "cleared"
    book.rows.add(
        "deployment", title=f"{force['name']}：{kind.labels['zh'] if kind else ''}", case=key, force=case["handler"], state=state,
        lead=True, mode=dice.choices([m for m, _ in MODES], [w for _, w in MODES])[0], expected=dice.randint(60, 480),
        reason="按路程最近", **moments,
    )  # fmt: skip


def _add_keys(book: Book) -> None:
    """Say for each house of a compound who has the keys."""
    for row in book.rows.of("building"):
        if row.values.get("compound"):
            row.values["keyholder"] = f"{row.values['compound']}物业值班室"


def _add_notices(book: Book, dice: random.Random) -> None:
    homes = [row for row in book.rows.of("building") if row.values.get("compound")]
    for text, category in NOTICES if homes else ():
        until = (book.moment.today + timedelta(days=dice.randint(30, 300))).isoformat()
        book.rows.add("notice", text=text, category=category, basis="走访登记", until=until, building=dice.choice(homes).key)


def _values(book: Book, key: int) -> dict[str, Any]:
    return book.rows.rows[key - 1].values
