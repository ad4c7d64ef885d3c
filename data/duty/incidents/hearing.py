"""What a caller says in one line, taken apart: number, name, how grave it is, and the words that may name the place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from data.duty.incidents.types import phrase_starts
from data.kinds import Kind
from data.kinds.phones import read_phone
from data.paths import resource

PHONE = re.compile(r"(?<![\d.])(?:\+?86[- ]?)?(?:1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}[- ]?[2-9]\d{6,7})(?![\d.])", re.ASCII)
ADDRESSED = "先生|女士|小姐|太太|师傅|大爷|大妈|大娘|阿姨|叔叔|老师|老板|经理|同志"
NAMED = re.compile(rf"(?<![\u3400-\u9fff])([\u3400-\u9fff]{{1,3}}(?:{ADDRESSED}))(?![\u3400-\u9fff])")
SAID = re.compile(r"(?:报警人|来电人|姓名|我叫|自称)(?:[:：是叫 ]|姓名)*([\u3400-\u9fff]{2,4})(?![\u3400-\u9fff])")
BREAK = re.compile(r"[\s,，。;；!！?？]+")
LEAD = re.compile(
    r"^(?:(?:报警人|来电人|群众)?(?:称|说|反映)?(?:有人|我们家?|我家?|他们|他|她|家里)?(?:现在|刚才|正)?(?:在|位于|住在|住|家在|就在|到)"
    r"|地址(?:是|在)?[:：]?|地点(?:是|在)?[:：]?|这里是|这边是|我这是)"
)
# Words that no place ends with: what follows them is what happened.
HAPPENS = re.compile(r"有人|有个|有一|有两|发生|正在|被|因为|因|要求|需要|请|快来|一个|两个|几个|三个|多人|好多|很多|忘带|没有|的")
LONGEST = 60  # characters of one part that are looked up


@dataclass(frozen=True, slots=True)
class Heard:
    """One line taken apart. ``parts`` are the texts in which a place may stand, the likeliest first."""

    text: str
    phone: str
    caller: str
    severity: str  # "" where nothing said tells it
    because: str  # the word that told it
    parts: tuple[str, ...]


def hear(kind: Kind, text: str) -> Heard:
    """Take a line apart; nothing said is not an error."""
    rest, phone = _phone(text)
    rest, caller = _caller(rest)
    severity, because = _severity(rest)
    return Heard(text, phone, caller, severity, because, tuple(dict.fromkeys(_parts(kind, rest)))[:8])


def _phone(text: str) -> tuple[str, str]:
    """Return the text without the first telephone number, and the number as it is stored."""
    for found in PHONE.finditer(text):
        number = read_phone(found[0])
        if number:
            return f"{text[: found.start()]} {text[found.end() :]}", number
    return text, ""


def _caller(text: str) -> tuple[str, str]:
    for pattern in (SAID, NAMED):
        found = pattern.search(text)
        if found:
            return f"{text[: found.start()]} {text[found.end() :]}", found[1]
    return text, ""


def _severity(text: str) -> tuple[str, str]:
    for severity in ("major", "urgent"):
        word = next((w for w in grave_words()[severity] if w in text), "")
        if word:
            return severity, word
    return "", ""


def _parts(kind: Kind, text: str) -> Iterator[str]:
    """Yield pieces that may be a place: each stretch between blanks, cut where something happens, then as it is."""
    for piece in BREAK.split(text):
        plain = LEAD.sub("", piece)
        if len(plain) < 2:
            continue
        cuts = [at for at in (*phrase_starts(kind, plain), *(m.start() for m in HAPPENS.finditer(plain))) if at > 1]
        for at in sorted(set(cuts)):
            yield plain[:at][:LONGEST]
        yield plain[:LONGEST]


@cache
def grave_words() -> dict[str, tuple[str, ...]]:
    """Return the words that make a case "major" or "urgent" whatever its type."""
    read = tomllib.loads(resource("protocols", "grave.toml").read_text(encoding="utf-8"))
    return {severity: tuple(read[severity]) for severity in ("major", "urgent")}
