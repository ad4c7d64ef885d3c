"""An import as a conversation: what came, what it was taken for, what would change, and writing it."""

from data.exchange.conversation.answer import (
    afresh,
    change,
    change_all,
    decide,
    found_ledger,
    leave_out,
    mean_building,
    reread,
    say_datum,
)
from data.exchange.conversation.arrive import Arrivals, Parcel, Part
from data.exchange.conversation.carry_out import carry_out, save_rejects
from data.exchange.conversation.compare import compare
from data.exchange.conversation.difference import FieldChange, RowChange, changes_of, counts_of, doubtful_keys
from data.exchange.conversation.listen import listen
from data.exchange.conversation.retell import retell, retell_done

__all__ = [
    "Arrivals",
    "FieldChange",
    "Parcel",
    "Part",
    "RowChange",
    "afresh",
    "carry_out",
    "change",
    "change_all",
    "changes_of",
    "compare",
    "counts_of",
    "decide",
    "doubtful_keys",
    "found_ledger",
    "leave_out",
    "listen",
    "mean_building",
    "reread",
    "retell",
    "retell_done",
    "save_rejects",
    "say_datum",
]
