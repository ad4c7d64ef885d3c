"""What is said of a value that its field does not allow."""

from __future__ import annotations

from data.errors import InvalidValue
from data.i18n import choose, tr
from data.kinds.model import Field

SHOWN_LENGTH = 40  # of a wrong value


def wrong(field: Field, value: object, why: str) -> InvalidValue:
    """Return the complaint; a sensitive value is not repeated, because complaints reach logs and tables of rejects."""
    if field.sensitivity == "sensitive":
        return InvalidValue(tr("“{label}”不对：{why}", label=field.label, why=why), field=field.name)
    text = str(value)
    said = text if len(text) <= SHOWN_LENGTH else text[:SHOWN_LENGTH] + "…"
    return InvalidValue(tr("“{label}”的“{value}”不对：{why}", label=field.label, value=said, why=why), field=field.name)


def lost_characters() -> str:
    """Return what is wrong with a text in which characters were lost."""
    return tr("里面有丢失的字（�），原来的字已找不回来；请从原始资料重新填写")


def digits_lost() -> str:
    """Return what is wrong with a code that a spreadsheet took for a number."""
    return tr("表格把它当成数字，末几位已丢失；请把该列设为文本后重新填写")


def choice_wanted(field: Field) -> str:
    """Return what a choice may be."""
    return tr("应为其中之一：{known}", known=tr("、").join(choose(dict(c.labels)) for c in field.choices))


def date_wanted() -> str:
    """Return how a date is written."""
    return tr("应为年月日俱全的日期，写作 2026-11-21")


def phone_wanted() -> str:
    """Return what a telephone number is."""
    return tr("应为 11 位手机号，或带区号的固定电话")
