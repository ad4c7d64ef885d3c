"""Templates of tasks: what is asked on the spot, and where each answer goes; from TOML, built in or the station's own."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from data.errors import BadInput
from data.i18n import choose, tr
from data.kinds.model import Choice
from data.paths import resource
from data.query import Query, Where
from data.store import Station

# yes: yes or no; choice: one of a list; text, number, date: as said; field: a field of the subject, written into its record;
# residents: who lives in the rooms of the subject, confirmed, moved out, or new.
ANSWERS = ("yes", "choice", "text", "number", "date", "field", "residents")
CODE = re.compile(r"[a-z][a-z0-9_]{0,40}\Z")
KEYS = {"code", "name", "family", "type", "subject", "days", "text", "pictures", "stamp", "items"}
ITEM_KEYS = {"id", "answer", "ask", "required", "choices", "field", "on", "minimum", "maximum", "hazard"}
HAZARD_KEYS = {"when", "type", "severity", "name"}


@dataclass(frozen=True, slots=True)
class Finding:
    """The hazard that an answer puts on record: the answer that does, and what the hazard is called."""

    when: str
    type: str
    severity: str
    names: Mapping[str, str]

    @property
    def name(self) -> str:
        """What the hazard is called, in the language in use."""
        return choose(dict(self.names))


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to find out. ``on`` limits it to subjects of one kind; ``field`` is the subject's field that it is about."""

    id: str
    answer: str
    asks: Mapping[str, str]
    required: bool = True
    choices: tuple[Choice, ...] = ()
    field: str = ""
    on: str = ""
    minimum: float | None = None
    maximum: float | None = None
    hazard: Finding | None = None

    @property
    def ask(self) -> str:
        """What is asked, in the language in use."""
        return choose(dict(self.asks))


@dataclass(frozen=True, slots=True)
class Template:
    """A template: for which subjects, in how many days, how many pictures, which dates of the subject it sets, and the items."""

    code: str
    names: Mapping[str, str]
    family: str
    type: str
    subjects: tuple[str, ...]
    days: int
    texts: Mapping[str, str]
    items: tuple[Item, ...]
    pictures: int = 0
    stamps: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What it is called, in the language in use."""
        return choose(dict(self.names))

    @property
    def text(self) -> str:
        """What is to be done, in the language in use."""
        return choose(dict(self.texts))

    def items_for(self, kind: str) -> tuple[Item, ...]:
        """Return what is asked of a subject of a kind."""
        return tuple(i for i in self.items if not i.on or i.on == kind)


@cache
def built_in() -> dict[str, Template]:
    """Return the templates that come with the program, by code."""
    found = [parse_template(p.read_text(encoding="utf-8"), p.name) for p in sorted(resource("task_templates").glob("*.toml"))]
    return {t.code: t for t in found}


def templates(station: Station) -> dict[str, Template]:
    """Return all templates by code; the station's own take the place of built-in ones of the same code, or put them away."""
    found = dict(built_in())
    for record in station.read(Query("task_template", order=("name",))):
        if record["active"] is False:
            found.pop(record["code"], None)
            continue
        try:
            found[record["code"]] = parse_template(record["source"], record["name"])
        except BadInput:
            found.pop(record["code"], None)  # whoever uses it is told, see `template_of`; the others can still be used
    return found


def keep_template(station: Station, text: str, where: str, *, who: str) -> Template:
    """Keep a template of the station's own from its TOML text, in place of one with the same code; see `parse_template`."""
    template = parse_template(text, where)
    there = station.first(Query("task_template", (Where("code", "is", template.code),)))
    values = {"code": template.code, "name": template.name, "source": text, "active": True}
    with station.editing(who=who, why=tr("任务模板：{name}", name=template.name), command="task.template") as draft:
        if there is not None:
            draft.change("task_template", there.id, **values)
        else:
            draft.add("task_template", values)
    return template


def source_of(station: Station, code: str) -> str:
    """Return the TOML text of a template, the station's own or the built-in one.

    Raises
    ------
    BadInput
        If there is none of this code.
    """
    own = station.first(Query("task_template", (Where("code", "is", code),)))
    if own is not None:
        return str(own["source"])
    path = resource("task_templates", f"{code}.toml")
    if not CODE.match(code) or not path.is_file():
        raise BadInput(tr("没有代号为“{code}”的模板，可用的有：{known}", code=code, known=", ".join(templates(station))))
    return path.read_text(encoding="utf-8")


def template_of(station: Station, code: str | None) -> Template | None:
    """Return one template; None where there is none of this code."""
    if not code:
        return None
    own = station.first(Query("task_template", (Where("code", "is", code), Where("active", "not", False))))
    return parse_template(own["source"], own["name"]) if own else built_in().get(code)


def fitting(station: Station, kind: str) -> list[Template]:
    """Return the templates for subjects of a kind."""
    return [t for t in templates(station).values() if kind in t.subjects]


def parse_template(text: str, where: str) -> Template:
    """Return the template that TOML text declares; ``where`` names it in complaints.

    Raises
    ------
    BadInput
        If it is no TOML or makes no sense; the sentence says where and why.
    """
    try:
        raw = tomllib.loads(text)
        return _template(raw)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadInput(tr("任务模板 {name} 不是有效的 TOML：{why}", name=where, why=error)) from error
    except KeyError as error:
        raise BadInput(tr("任务模板 {name} 缺了 {key}", name=where, key=error.args[0])) from error
    except (TypeError, ValueError, AttributeError, OverflowError) as error:
        raise BadInput(tr("任务模板 {name} 的声明有误：{why}", name=where, why=error)) from error


def _template(raw: Mapping[str, Any]) -> Template:
    _known(raw, KEYS)
    items = tuple(_item(i) for i in raw.get("items", ()))
    twice = {i.id for i in items if sum(other.id == i.id for other in items) > 1}
    if twice:
        raise ValueError(tr("{id} 写了两次", id=", ".join(sorted(twice))))
    return Template(
        code=_code(raw["code"]), names=_both(raw["name"]), family=raw.get("family", "assigned"), type=raw.get("type", "visit"),
        subjects=tuple(raw["subject"]), days=int(raw.get("days", 7)), texts=_both(raw.get("text", "")),
        items=items, pictures=int(raw.get("pictures", 0)), stamps=tuple(raw.get("stamp", ())),
    )  # fmt: skip


def _item(raw: Mapping[str, Any]) -> Item:
    _known(raw, ITEM_KEYS)
    if raw["answer"] not in ANSWERS:
        raise ValueError(tr("answer 只能是 {known}", known=", ".join(ANSWERS)))
    choices = tuple(Choice(c["value"], {"zh": c["zh"], "en": c["en"]}) for c in raw.get("choices", ()))
    if raw["answer"] == "choice" and not choices:
        raise ValueError(tr("{id} 没有写可选的答案", id=raw["id"]))
    if raw["answer"] == "field" and not raw.get("field"):
        raise ValueError(tr("{id} 没有写是哪个字段", id=raw["id"]))
    return Item(
        id=_code(raw["id"]), answer=raw["answer"], asks=_both(raw["ask"]), required=bool(raw.get("required", True)),
        choices=choices, field=raw.get("field", ""), on=raw.get("on", ""), minimum=raw.get("minimum"),
        maximum=raw.get("maximum"), hazard=_finding(raw["hazard"]) if "hazard" in raw else None,
    )  # fmt: skip


def _finding(raw: Mapping[str, Any]) -> Finding:
    _known(raw, HAZARD_KEYS)
    return Finding(str(raw["when"]), raw["type"], raw.get("severity", "normal"), _both(raw["name"]))


def _both(raw: Any) -> Mapping[str, str]:
    """Return words in both languages; one text alone serves for both."""
    return {"zh": raw, "en": raw} if isinstance(raw, str) else {"zh": str(raw["zh"]), "en": str(raw.get("en", raw["zh"]))}


def _code(text: str) -> str:
    if not CODE.match(text):
        raise ValueError(tr("代号“{code}”不可用：用小写英文字母、数字和下划线", code=text))
    return text


def _known(raw: Mapping[str, Any], keys: set[str]) -> None:
    unknown = set(raw) - keys
    if unknown:
        raise ValueError(tr("不认识 {unknown}", unknown=", ".join(sorted(unknown))))
