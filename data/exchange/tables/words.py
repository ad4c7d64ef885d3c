"""Headings and names made comparable: what is only decoration in a heading is taken off."""

from __future__ import annotations

import re
from functools import lru_cache

from data.kinds.model import Field
from data.kinds.writing import INVISIBLE, narrow

DECORATION = re.compile(r"[\s*＊:：_\-./、，,·•'\"“”]+")
BRACKETS = re.compile(r"[(\[【〔<（][^)\]】〕>）]*[)\]】〕>）]")
# Columns that number the rows or tell what was wrong with them: never data.
SERIAL = frozenset({"序号", "行号", "no", "序列", "index", "#"})
# The columns that a table of rejects has besides: why a row was refused, and what is to become of it.
REASON = {"zh": "原因", "en": "Why rejected"}
DECISION = {"zh": "导入处理", "en": "Import decision"}
# The column of an exported .csv that says who took it out.
MARK = {"zh": "导出标记", "en": "Exported by"}
# The sheet of our own templates that says how to fill them in.
GUIDE = {"zh": "填写说明", "en": "Guide"}


@lru_cache(maxsize=65536)
def heading_key(text: str) -> str:
    """Return a heading without spaces, marks, remarks in brackets and case: ``姓 名*（必填）`` is ``姓名``."""
    plain = narrow(INVISIBLE.sub("", text)).casefold()
    bare = DECORATION.sub("", BRACKETS.sub("", plain))
    return bare or DECORATION.sub("", plain)


@lru_cache(maxsize=4096)
def _names(field_name: str, labels: tuple[str, ...], aliases: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(heading_key(n) for n in (*labels, field_name, *aliases) if n))


def field_names(field: Field) -> tuple[str, ...]:
    """Return the keys of the headings that mean a field, most telling first: labels, name, aliases."""
    return _names(field.name, tuple(field.labels.values()), field.aliases)


OURS = frozenset(heading_key(word) for words in (REASON, DECISION, MARK) for word in words.values())


def is_decision(heading: str) -> bool:
    """Whether a column of a table of rejects says what is to become of each row."""
    return heading_key(heading) in {heading_key(word) for word in DECISION.values()}
