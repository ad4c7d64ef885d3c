"""Rules of recurring tasks, mediators, disputes with their parties and attempts, and hazards of the demo station."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

from shapely.geometry import Point

from data.clock import format_utc, parse_utc
from data.demo.book import Book
from data.demo.people_names import given, surname
from data.demo.rows import Row
from data.duty.ledgers.risk import Sign, level, named, reasons, rule
from data.i18n import tr

Values = dict[str, Any]
DISPUTES = 26
FROM_CASES = {"dispute": "neighbour", "noise": "noise"}
# state, share, days since the report
LIVES = (
    ("reported", 3, 1), ("accepted", 4, 3), ("mediating", 6, 9), ("handed_over", 3, 12), ("answered", 2, 20), ("settled", 3, 25),
    ("closed", 5, 60),
)  # fmt: skip
# name, subjects, which of them, template, type, family, how often, days given, days after which it is looked at again
RULES: tuple[tuple[str, str, str, str, str, str, tuple[int, str], int, int], ...] = (
    ("出租房每季一访", "dwelling", "use=let", "let_check", "check", "risk", (3, "month"), 5, 45),
    ("住户每年一访", "dwelling", "use=owner", "room_visit", "visit", "routine", (12, "month"), 10, 180),
    ("商铺每半年一查", "shop", "state=open", "shop_check", "inspect", "routine", (6, "month"), 7, 60),
    ("探头每月一测", "camera", "state=working,faulty", "camera_test", "repair", "routine", (1, "month"), 3, 14),
    ("楼栋建档", "building", "structure=", "building_archive", "other", "archive", (12, "month"), 30, 0),
    ("隐患每周复查", "hazard", "state=confirmed,handed_over", "hazard_check", "inspect", "risk", (1, "week"), 3, 0),
)
MEDIATORS = (
    ("社区调解室", "普通话、昆明话", "昆明", "邻里、噪音、物业"),
    ("社区调解室", "普通话、彝语", "楚雄", "邻里、家庭"),
    ("街道司法所", "普通话、四川话", "昭通", "劳资、债务"),
    ("街道司法所", "普通话、昆明话", "玉溪", "租赁、债务"),
    ("妇联", "普通话、白语", "大理", "家庭"),
    ("物业协会", "普通话", "曲靖", "物业、噪音"),
    ("退休法官工作室", "普通话、昆明话、英语", "昆明", "债务、租赁、医疗"),
    ("工会", "普通话、贵州话", "毕节", "劳资"),
)
LANGUAGES = ("普通话", "昆明话", "彝语", "四川话", "贵州话", "白语")
HOMES = ("昆明", "楚雄", "昭通", "玉溪", "大理", "曲靖", "毕节")
STORIES = (
    "楼上漏水浸湿天花板，双方对赔偿数额谈不拢。",
    "夜间装修和跳绳声响，楼下住户多次上门，争吵中提到要拿刀。",
    "公共楼道堆放杂物，邻居劝说无果，孩子在场哭闹。",
    "电动车充电占用车位，双方争吵，未动手。",
    "租金拖欠两个月，房东换锁，租户称东西还在屋里。",
    "狗在楼道吠叫，老人受惊，要求对方道歉。",
    "广场舞音量大，与楼上上夜班的住户争执，没有动手。",
    "合伙经营的账目不清，多次在店门口争吵。",
)
SAID = ("双方情绪平复，约好下次带收据来谈。", "一方没有到场，改期。", "达成口头一致，写好协议。", "对金额仍有分歧，建议先做评估。")
RESULTS = ("adjourned", "absent", "agreed", "failed")
DEPARTMENTS = ("街道司法所", "区住建局", "市场监管所", "街道综合执法队")
HAZARDS = (
    ("消防通道停车", "fire", "serious", "通道被三轮车占用，消防车进不去。"),
    ("飞线充电", "electric", "serious", "从三楼拉线到楼下充电。"),
    ("路灯不亮", "lighting", "normal", "连续三盏不亮，夜间昏暗。"),
    ("外墙瓷砖松动", "falling", "major", "东侧外墙瓷砖松动，已拉线。"),
    ("井盖破损", "road", "normal", "非机动车道井盖缺角。"),
    ("燃气软管老化", "gas", "serious", "检查时发现软管开裂。"),
    ("河边护栏缺失", "water", "serious", "护栏缺两节，儿童常在附近玩。"),
    ("楼道堆物", "fire", "normal", "楼道堆放纸箱和旧家具。"),
    ("配电箱敞开", "electric", "normal", "门锁坏了，箱门敞开。"),
    ("阳台花盆", "falling", "normal", "六楼阳台外摆花盆，没有护栏。"),
)
HAZARD_LIVES = (
    "reported", "confirmed", "confirmed", "handed_over", "handed_over", "answered", "fixed", "closed", "confirmed", "reported",
)  # fmt: skip


def add_ledgers(book: Book, forces: dict[str, list[int]]) -> None:
    """Write them; the dice are their own, so that all else stays as it was."""
    dice = random.Random(f"ledgers/{book.plan.names.prefix}/{len(book.rows.rows)}")
    if book.numbers.count("rules") == 1:  # a station has one set, however many districts it has
        add_rules(book, forces)
    mediators = _add_mediators(book, dice)
    _add_disputes(book, dice, mediators)
    _add_hazards(book, dice, forces)


def add_rules(book: Book, forces: dict[str, list[int]]) -> None:
    """Write rules of recurring tasks, which have made what is due today, and rules of escalation."""
    dates = {"first": book.moment.days_ago(200), "made_until": book.moment.days_ago(0)}
    for name, target, filters, template, type_, family, (every, unit), given_, fresh in RULES:
        team = f"{book.plan.names.prefix}巡防一队" if target == "camera" else None
        book.rows.add(
            "task_rule", name=name, active=True, target=target, filters=filters or None, template=template, type=type_,
            family=family, every=every, unit=unit, given=given_, fresh=fresh or None, spread=True, priority="normal", issue=False,
            who="team" if team else "keeper", team=team, **dates,
        )  # fmt: skip
    book.rows.add("escalation", name="超期一天半报同组民警", active=True, level=1, hours=36.0, to="officer")
    chief = {"to": "member", "member": forces["officer"][0], "supervise": True}
    book.rows.add("escalation", name="超期四天报所领导并督办", active=True, level=2, hours=96.0, **chief)


def _add_mediators(book: Book, dice: random.Random) -> list[int]:
    found = []
    for nth, (organisation, languages, home, topics) in enumerate(MEDIATORS):
        name = surname(dice) + given(dice, dice.choice(("male", "female")), 50)
        found.append(book.rows.add(
            "mediator", name=name, phone=book.numbers.phone(), organisation=f"{book.plan.names.prefix}{organisation}",
            languages=languages, home=home, topics=topics, grid=book.beats[nth % len(book.beats)], most=5, active=True,
        ))  # fmt: skip
    return found


def _add_disputes(book: Book, dice: random.Random, mediators: list[int]) -> None:
    """Out of the latest cases of quarrels, spread over the states of a dispute's life."""
    quarrels = [r for r in book.rows.of("case") if r.values["type"] in FROM_CASES and r.values["state"] == "closed"]
    cases = [r for r in quarrels if "building" in r.values]
    people = [r for r in book.rows.of("residence") if "until" not in r.values]
    states = [(state, days) for state, share, days in LIVES for _ in range(share)]
    for case, (state, days) in zip(reversed(cases[-DISPUTES * 3 :: 3]), states, strict=False):
        _dispute(book, dice, mediators, case, state, days, people)
    _tell_risks(book)


def _tell_risks(book: Book) -> None:
    """Give each dispute the signs that its record and the reports at its place come to, as `data.duty.ledgers.risk` finds them."""
    rule_, cases = rule(), {r.key: r.values for r in book.rows.of("case")}
    disputes = [r.values for r in book.rows.of("dispute")]
    for dispute in disputes:
        text = "\n".join(str(t) for t in (dispute["text"], dispute.get("outcome", ""), cases[dispute["case"]]["text"]))
        said = {id: named(text, rule_[id]) for id in ("weapon", "children")}
        found = [Sign(id, tr("经过里提到“{word}”").format(word=word)) for id, word in said.items() if word]
        count = _reports(dispute, disputes, cases, rule_)
        if count >= rule_["reports"]:
            found.append(Sign("reports", tr("同一处所 {days} 天内第 {count} 次报警", days=rule_["days"], count=count)))
        dispute["risk"] = level(found)
        if found:
            dispute["risk_reason"] = reasons(found)


def _reports(dispute: Values, disputes: list[Values], cases: dict[int, Values], rule_: dict[str, Any]) -> int:
    """Return which report at its place a dispute is."""
    until = dispute["reported_at"]
    since = format_utc(parse_utc(until) - timedelta(days=rule_["days"]))

    def there(one: Values) -> bool:
        same = one.get("building") == dispute.get("building") and one.get("dwelling") == dispute.get("dwelling")
        return same and since <= one["reported_at"] <= until

    others = [d for d in disputes if d is not dispute and there(d)]
    told = {d["case"] for d in others} | {dispute["case"]}
    known = [key for key, case in cases.items() if key not in told and case["type"] in rule_["types"] and there(case)]
    return 1 + len(known) + len(others)


def _dispute(book: Book, dice: random.Random, mediators: list[int], case: Row, state: str, days: int, people: list[Row]) -> None:
    reported = book.moment.now - timedelta(days=days, hours=dice.uniform(1, 20))
    story = dice.choice(STORIES)
    mediated = state in ("mediating", "settled", "closed")
    handed = state in ("handed_over", "answered")
    closed = (reported + timedelta(days=days * 0.8)).date().isoformat() if state == "closed" else None
    place = {n: case.values[n] for n in ("building", "dwelling") if n in case.values}
    mediator = dice.choice(mediators) if mediated else None
    key = book.rows.add(
        "dispute", number=f"JF{reported:%Y%m%d}-{book.numbers.count(f'JF{reported:%Y%m%d}'):03d}",
        type=FROM_CASES[case.values["type"]], text=story, address=case.values["address"], case=case.key,
        reported_at=format_utc(reported), state=state, mediator=mediator,
        due_at=format_utc(reported + timedelta(days=15)) if state != "closed" else None,
        department=dice.choice(DEPARTMENTS) if handed else None,
        handed_at=format_utc(reported + timedelta(days=1)) if handed else None,
        answer_due_at=format_utc(reported + timedelta(days=11)) if handed else None,
        answer="已约双方面谈，十日内给出方案。" if state == "answered" else None,
        answered_at=format_utc(reported + timedelta(days=9)) if state == "answered" else None,
        outcome="双方签订调解协议。" if state in ("settled", "closed") else None, closed_on=closed, **place,
    )  # fmt: skip
    _add_parties(book, dice, key, people, closed)
    for nth in range(dice.randint(1, 3) if mediated else 0):
        last = nth == 0 and state in ("settled", "closed")
        result = 2 if last else dice.choice((0, 0, 1, 3))
        at = format_utc(reported + timedelta(days=days * (0.7 - 0.2 * nth)))
        said = {"venue": "社区调解室", "result": RESULTS[result], "text": SAID[result]}
        book.rows.add("mediation", dispute=key, mediator=mediator, at=at, **said)


def _add_parties(book: Book, dice: random.Random, dispute: int, people: list[Row], closed: str | None) -> None:
    for role, residence in zip(("applicant", "respondent"), dice.sample(people, 2), strict=True):
        book.rows.add(
            "dispute_party", dispute=dispute, role=role, person=residence.values["person"], language=dice.choice(LANGUAGES),
            home=dice.choice(HOMES), closed_on=closed,
        )  # fmt: skip


def _add_hazards(book: Book, dice: random.Random, forces: dict[str, list[int]]) -> None:
    """Some at buildings, and those of the road beside one."""
    buildings = [r for r in book.rows.of("building") if r.values["use"] in ("residential", "mixed", "commercial")]
    for (name, kind, severity, text), state in zip(HAZARDS, HAZARD_LIVES, strict=True):
        house = dice.choice(buildings)
        found = book.moment.now - timedelta(days=dice.uniform(2, 40))
        handed = state in ("handed_over", "answered")
        place: dict[str, Any] = {"building": house.key}
        if kind in ("lighting", "road", "water"):
            at = house.values["geometry"].centroid
            place = {"geometry": Point(at.x + dice.uniform(-30, 30), at.y + dice.uniform(-30, 30))}
        book.rows.add(
            "hazard", number=f"YH{found:%Y%m%d}-{book.numbers.count(f'YH{found:%Y%m%d}'):03d}",
            name=f"{house.values['name']}{name}", type=kind, severity=severity, text=text, found_at=format_utc(found),
            source=dice.choice(("report", "check")), state=state, keeper=dice.choice(forces["grid"]),
            due_at=format_utc(found + timedelta(days=20)) if state not in ("fixed", "closed") else None,
            department=dice.choice(DEPARTMENTS) if handed else None,
            handed_at=format_utc(found + timedelta(days=1)) if handed else None,
            answer_due_at=format_utc(found + timedelta(days=10)) if handed else None,
            answer="已列入本月整治计划。" if state == "answered" else None,
            answered_at=format_utc(found + timedelta(days=6)) if state == "answered" else None,
            outcome="已整改，复查合格。" if state in ("fixed", "closed") else None,
            closed_on=(found + timedelta(days=2)).date().isoformat() if state == "closed" else None, **place,
        )  # fmt: skip
