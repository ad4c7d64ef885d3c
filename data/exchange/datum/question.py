"""What a person is asked, or told, of a datum."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from data.errors import BadInput
from data.exchange.datum.hypothesis import Hypothesis, datum_label
from data.exchange.report import DatumGuess
from data.i18n import tr


class DatumUnclear(BadInput):
    """Several datums could be meant and the choice moves points; ``candidates`` are what ``--datum`` may say."""

    def __init__(self, message: str, candidates: Sequence[str], *, file: Path) -> None:
        super().__init__(message, file=file)
        self.candidates = tuple(candidates)


class Elsewhere(BadInput):
    """What would come to lie far from the station; ``taken`` is the system it was read in, ``far`` says how far in words."""

    def __init__(self, message: str, taken: DatumGuess, far: str, *, file: Path) -> None:
        super().__init__(message, file=file)
        self.taken = taken
        self.far = far


def unclear(guess: DatumGuess, file: Path) -> DatumUnclear:
    """Return the question to the person, as a sentence with the candidates and what speaks for each."""
    candidates = list(dict.fromkeys(guess.evidence.get("candidates", ())))
    words = [_with_evidence(datum, guess.evidence.get(datum)) for datum in candidates[:4]]
    said = tr("；").join(words)
    why, apart = guess.evidence.get("why", ""), guess.evidence.get("apart")
    if not candidates:
        return DatumUnclear(tr("认不出 {file} 里的坐标是什么坐标系（{why}），请指明", file=file.name, why=why), (), file=file)
    if apart is None:
        message = tr("看不准 {file} 的坐标系：{why}。{said}。请指明坐标系后再导入", file=file.name, why=why, said=said)
    else:
        message = tr("看不准 {file} 的坐标系：{why}，最多相差 {apart} 米。{said}。请指明坐标系后再导入",
                     file=file.name, why=why, apart=apart, said=said)  # fmt: skip
    return DatumUnclear(message, candidates, file=file)


def told(guess: DatumGuess, file: Path) -> str:
    """Return what a report says of a datum: nothing where it is plainly WGS-84, or what the person said."""
    if guess.asks:
        return unclear(guess, file).message
    why = str(guess.evidence.get("why", ""))
    usual = guess.chosen == "WGS84" and not guess.swapped and not guess.packed
    if guess.evidence.get("given") or (usual and (guess.sure or not why)):  # without a reason there was no place to reason from
        return ""
    label = Hypothesis(guess.chosen, guess.swapped, guess.packed).label
    return tr("坐标按“{datum}”处理：{why}", datum=label, why=why)


def _with_evidence(datum: str, found: Any) -> str:
    words = found.get("words", "") if isinstance(found, dict) else ""
    return f"{datum_label(datum)}：{words}" if words else datum_label(datum)
