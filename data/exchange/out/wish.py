"""What is to be written out, and how."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from data.errors import WrongUsage
from data.exchange.formats import CSV_ENCODINGS, IN_FILES, LIST_FORMATS, PLACED, SEVERAL
from data.exchange.out.mark import Mark
from data.i18n import tr
from data.kinds.masking import PLACES
from data.query import Query
from data.town.datum import convert, parse_datum


@dataclass(frozen=True)
class Wish:
    """Records to be written.

    ``datum`` is any that `data.town.datum` knows. ``where`` is one of `data.kinds.masking.PLACES` and decides what is
    covered. With a ``reason`` sensitive fields are written uncovered, and the journal keeps ``who`` took which, and why.
    """

    queries: tuple[Query, ...]
    format: str
    out: Path | None = None
    datum: str = "WGS84"
    encoding: str = CSV_ENCODINGS[0]  # of .csv
    where: str = "desk"
    reason: str = ""
    who: str = ""
    mark: Mark | None = None  # of the file, given when it is written
    second: str = ""  # who agreed to it, where somebody had to

    def check(self) -> None:
        """Complain before the work.

        Raises
        ------
        WrongUsage
            If format, encoding and what is asked for do not go together.
        BadInput
            If the datum does not exist.
        """
        if self.format not in LIST_FORMATS:
            raise WrongUsage(tr("不能导出 {format} 格式，可以用：{known}", format=self.format, known=", ".join(LIST_FORMATS)))
        if self.where not in PLACES:
            raise ValueError(f"no such place: {self.where}")
        if self.out is None and self.format in IN_FILES:
            raise WrongUsage(tr("{format} 要写到文件里，请给出文件名", format=self.format))
        if len(self.queries) > 1 and self.format not in SEVERAL:
            raise WrongUsage(tr("{format} 只装得下一类记录，请改用：{known}", format=self.format, known=", ".join(SEVERAL)))
        datum = parse_datum(self.datum)
        convert([0.0], [0.0], "WGS84", datum)  # a code that there is not is told now
        if datum != "WGS84" and self.format not in PLACED:
            raise WrongUsage(tr("{format} 规定用 WGS84 坐标", format=self.format))
        if self.encoding not in CSV_ENCODINGS:
            known = ", ".join(CSV_ENCODINGS)
            raise WrongUsage(tr("不能用 {encoding} 编码写，可以用：{known}", encoding=self.encoding, known=known))
