"""Answers to a check list: checked, counted, kept as JSON on the task, and turned into changes of the records."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from data.clock import format_utc
from data.duty.checklists.residents import Found, resident_edits, said, unsaid
from data.duty.checklists.template import Item, Template
from data.duty.numbers import next_number
from data.errors import BadInput, InvalidValue
from data.i18n import tr
from data.kinds import Kind
from data.kinds.moments import is_date, zone_of
from data.kinds.values import read
from data.records import Record
from data.store import Station
from data.store.draft import Draft


@dataclass(frozen=True, slots=True)
class Answers:
    """What was found out: answers by item, and of rooms the residents by dwelling."""

    said: Mapping[str, Any] = field(default_factory=dict)
    residents: tuple[Found, ...] = ()

    def to_json(self) -> str:
        """Return the stored form: no names, only what was answered and the numbers of records."""
        people = [f.stored() for f in self.residents]
        return json.dumps({"said": dict(self.said)} | ({"residents": people} if people else {}), ensure_ascii=False)


def from_json(text: str | None) -> Answers:
    """Return stored answers; new residents come back without their names, which are in their records."""
    raw = json.loads(text) if text else {}
    return Answers(raw.get("said", {}), tuple(Found.from_stored(r) for r in raw.get("residents", ())))


def check_answers(station: Station, template: Template, subject: Record, given: Answers) -> Answers:
    """Return the answers in the form in which they are kept.

    Raises
    ------
    InvalidValue
        If an answer is not what its item allows; ``field`` names the item.
    """
    items = {i.id: i for i in template.items_for(subject.kind)}
    unknown = given.said.keys() - items.keys()
    if unknown:
        raise InvalidValue(tr("模板里没有 {items} 这一项", items=", ".join(sorted(unknown))))
    kept = {id: _check(station, items[id], subject, value) for id, value in given.said.items() if value not in (None, "")}
    return Answers(kept, given.residents)


def missing(station: Station, template: Template, subject: Record, given: Answers) -> list[str]:
    """Return what is asked and not answered yet, in the words of the items; the required ones only."""
    found = []
    for item in template.items_for(subject.kind):
        if item.answer == "residents":
            if item.required and unsaid(station, subject, given.residents):
                found.append(item.ask)
        elif item.required and given.said.get(item.id) in (None, ""):
            found.append(item.ask)
    return found


def counts(station: Station, template: Template, subject: Record, given: Answers) -> tuple[int, int]:
    """Return how many required items there are, and how many of them are answered."""
    asked = sum(i.required for i in template.items_for(subject.kind))
    return asked, asked - len(missing(station, template, subject, given))


def findings(template: Template, subject: Record, given: Answers) -> list[Item]:
    """Return the items whose answers put a hazard on record."""
    return [i for i in template.items_for(subject.kind) if i.hazard and str(given.said.get(i.id)) == i.hazard.when]


def in_words(station: Station, template: Template, subject: Record, given: Answers) -> str:
    """Return the answers as lines to read; of residents only how many, for feedback is read in lists."""
    lines = []
    for item in template.items_for(subject.kind):
        if item.answer == "residents":
            if given.residents:
                lines.append(tr("{ask}：{answer}", ask=item.ask, answer=said(given.residents)))
        elif item.id in given.said:
            answer = answer_words(station.kinds[subject.kind], item, given.said[item.id], station.zone)
            lines.append(tr("{ask}：{answer}", ask=item.ask, answer=answer))
    return "\n".join(lines)


def answer_words(kind: Kind, item: Item, value: Any, zone: str) -> str:
    """Return one answer in words."""
    if item.answer == "yes":
        return tr("是") if value == "yes" else tr("否")
    if item.answer == "choice":
        choice = next((c for c in item.choices if c.value == value), None)
        return choice.label if choice else str(value)
    if item.answer == "field" and item.field in kind.fields:
        from data.kinds.masking import visible

        return visible(kind.fields[item.field], value, "overview", zone=zone)
    return str(value)


def write_back(station: Station, draft: Draft, task: Record, template: Template, subject: Record, given: Answers) -> int:
    """Gather all that the answers change in the records into one draft; return how many hazards it adds."""
    today = today_of(station)
    values: dict[str, Any] = {
        i.field: given.said[i.id]
        for i in template.items_for(subject.kind)
        if i.answer == "field" and i.id in given.said and given.said[i.id] != subject[i.field]
    }
    kind = station.kinds[subject.kind]
    values |= {name: today for name in template.stamps if name in kind.fields}
    values |= {f"{n}_assumed": None for n in values if kind.fields.get(f"{n}_assumed") and subject[f"{n}_assumed"]}
    if values:
        draft.change(subject.kind, subject.id, **values)
    resident_edits(station, draft, subject, given.residents, today)
    found = findings(template, subject, given)
    for nth, item in enumerate(found):
        draft.add("hazard", _hazard(station, task, subject, item, nth))
    return len(found)


def today_of(station: Station) -> str:
    """Return the station's date as stored."""
    return station.clock.now().astimezone(zone_of(station.zone)).date().isoformat()


def _hazard(station: Station, task: Record, subject: Record, item: Item, nth: int) -> dict[str, Any]:
    assert item.hazard is not None
    place = {n: task[n] for n in ("building", "dwelling") if task[n]}
    if not place:
        at = subject.place
        if at is not None and at.lon is not None and at.lat is not None:
            from shapely.geometry import Point

            place = {"geometry": Point(at.lon, at.lat)}
    text = tr("{title}：{ask} — 否", title=task["title"], ask=item.ask) if item.answer == "yes" else item.ask
    return {
        "number": next_number(station, "hazard", "YH", nth), "name": item.hazard.name, "type": item.hazard.type,
        "severity": item.hazard.severity, "found_at": format_utc(station.clock.now()), "source": "check",
        "source_task": task.id, "text": text, "state": "confirmed", "keeper": task["assignee"], **place,
    }  # fmt: skip


def _check(station: Station, item: Item, subject: Record, value: Any) -> Any:
    if item.answer == "yes":
        if value in (True, "yes", "no", False):
            return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
        raise _wrong(item, tr("答是或否"))
    if item.answer == "choice":
        if value not in {c.value for c in item.choices}:
            raise _wrong(item, tr("从列出的答案中选"))
        return value
    if item.answer == "number":
        return _number(item, value)
    if item.answer == "date":
        if not is_date(value):
            raise _wrong(item, tr("写成日期，如 {day}", day=date(2026, 11, 22).isoformat()))
        return value
    if item.answer == "field":
        return read(station.kinds[subject.kind].field(item.field), value, station.zone)
    if item.answer == "text":
        return str(value).strip()
    raise _wrong(item, tr("居住情况要逐人回答"))


def _number(item: Item, value: Any) -> float | int:
    try:
        number = float(value)
    except (TypeError, ValueError) as error:
        raise _wrong(item, tr("写成数字")) from error
    if (item.minimum is not None and number < item.minimum) or (item.maximum is not None and number > item.maximum):
        raise _wrong(item, tr("应在 {low} 到 {high} 之间", low=item.minimum, high=item.maximum))
    return int(number) if number == int(number) else number


def _wrong(item: Item, why: str) -> InvalidValue:
    return InvalidValue(tr("{ask}：{answer}", ask=item.ask, answer=why), field=item.id)


def need_complete(station: Station, template: Template, subject: Record, given: Answers, pictures: int) -> None:
    """Complain of what a template asks for and is not there.

    Raises
    ------
    BadInput
        If a required item is not answered, or there are fewer pictures than wanted.
    """
    left = missing(station, template, subject, given)
    if left:
        raise BadInput(tr("核对单还有没答的：{items}", items=tr("、").join(left)))
    if pictures < template.pictures:
        raise BadInput(tr("模板“{name}”要 {wanted} 张照片，现有 {there} 张", name=template.name, wanted=template.pictures,
                          there=pictures))  # fmt: skip
