"""What a person corrected once is known from then on: names that people use for a building or compound, kept as records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from data.errors import InvalidValue, WrongUsage
from data.exchange.addresses.book import number_key
from data.exchange.addresses.match import AddressBook
from data.exchange.addresses.normal import key, normalise
from data.exchange.addresses.parse import AddressParts, readings, said_plainly
from data.i18n import tr
from data.query import Query, equals
from data.records import ChangeSet, Edit, Record
from data.store.station import Station

KIND = "alias"


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a correction teaches: ``text`` means a compound or a building; ``say`` tells it in words.

    ``known`` says that the text leads there already and there is nothing to keep.
    """

    text: str
    compound: str = ""
    building: int | None = None
    say: str = ""
    known: bool = False


def learn_alias(station: Station, text: str, building: int | None = None, *, who: str, compound: str = "",
                origin: object = None) -> ChangeSet:  # fmt: skip
    """Keep that an address means a building (or a compound), so that texts that name the place so are found from then on.

    The change set is empty where the text leads there already; it can be undone like any other, and the alias stands in
    its ledger. Books made before do not know it: call `AddressBook.learn` or make a new one.

    Raises
    ------
    InvalidValue
        If the text names no place (only a number, or nothing), or building and compound are not there.
    """
    lesson = lesson_of(station, text, building, compound=compound)
    return station.apply(alias_edits(station, lesson, text), who=who, why=tr("记住地址别名：{say}", say=lesson.say),
                         command="learn_alias", origin=origin)  # fmt: skip


def alias_edits(station: Station, lesson: Lesson, learnt_from: str = "") -> list[Edit]:
    """Return the edits that keep a lesson, for a change set that holds more: what the text meant before is replaced."""
    if lesson.known:
        return []
    values: dict[str, Any] = {"text": lesson.text, "compound": lesson.compound or None, "building": lesson.building,
                              "learnt_from": learnt_from.strip() or None}  # fmt: skip
    before = station.columns(Query(KIND), ("id", "text"))
    same = [i for i, t in zip(before["id"], before["text"], strict=True) if key(t) == key(lesson.text)]
    return [Edit(KIND, same[0] if same else None, values)]


def lesson_of(station: Station, text: str, building: int | None = None, *, compound: str = "",
              book: AddressBook | None = None) -> Lesson:  # fmt: skip
    """Return what a correction teaches, without writing it.

    Where text and building agree on the number within a compound, the compound's name is learnt, so that its other
    buildings are found too; else the part of the text that names the building, or, where that part is another's name
    already, the text as a whole.
    """
    book = book or AddressBook(station)
    region, here = book.region(normalise(text))
    parts = next(readings(here))
    if not parts.place or not (parts.compound or parts.street):
        raise InvalidValue(tr("“{text}”里没有小区、楼或路的名称，记不成别名", text=text.strip()), field="text")
    if building is None:
        return _compound_lesson(station, parts, compound)
    record = station.get("building", building)
    if record is None:
        raise InvalidValue(tr("没有编号为 {id} 的建筑", id=building), field="building")
    known = book.match(text)
    if known.found and known.building == building:
        return _lesson(parts.place, building, station.title(record), known=True)
    for lesson in _lessons(station, record, parts, region):
        taken = book.match(lesson.text)
        another = taken.found and taken.building != building
        if not another and book.trial(text, lesson.text, lesson.compound, lesson.building) == building:
            return lesson
    return _lesson(region + here, building, station.title(record))


def _lessons(station: Station, record: Record, parts: AddressParts, region: str) -> Iterator[Lesson]:
    """Yield what could be learnt, the most useful first."""
    named, number = record["compound"], number_key(record["number"])
    if named and number and number_key(parts.number) == number and not region and _new_compound(station, parts.compound, named):
        yield Lesson(parts.compound, compound=named, say=tr("“{text}”指“{name}”", text=parts.compound, name=named))
    yield _lesson(region + said_plainly(parts), record.id, station.title(record))


def _lesson(text: str, building: int, title: str, *, known: bool = False) -> Lesson:
    return Lesson(text, building=building, say=tr("“{text}”指“{name}”", text=text, name=title), known=known)


def _new_compound(station: Station, said: str, meant: str) -> bool:
    """Whether a compound was called by a name that is no other's here."""
    return bool(said) and key(said) != key(meant) and not station.count(equals("building", compound=said))


def _compound_lesson(station: Station, parts: AddressParts, compound: str) -> Lesson:
    if not compound:
        raise WrongUsage(tr("请指明这个地址是哪栋建筑，或者哪个小区"))
    if not station.count(equals("building", compound=compound)):
        raise InvalidValue(tr("没有叫“{name}”的小区", name=compound), field="compound")
    text = parts.compound or parts.place
    return Lesson(text, compound=compound, say=tr("“{text}”指“{name}”", text=text, name=compound), known=key(text) == key(compound))
