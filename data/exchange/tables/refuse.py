"""The sentences in which a file of a table is refused; each says what is wrong and the way out."""

from __future__ import annotations

from pathlib import Path

from data.errors import BadInput
from data.i18n import tr


def broken(path: Path, why: object) -> BadInput:
    """A file that is damaged, cut off, or no table at all; ``why`` is a few words."""
    said = tr("{file} 打不开，文件已损坏或不是表格（{why}）；请用表格软件打开后另存为 .xlsx 再试", file=path.name, why=why)
    return BadInput(said, file=path)


def locked(path: Path) -> BadInput:
    """A file that opens only with a password."""
    return BadInput(tr("{file} 有密码保护；请在表格软件里去掉密码后另存，再导入", file=path.name), file=path)


def hostile(path: Path, why: object) -> BadInput:
    """A file that is built to harm whoever opens it, or that damage made look so."""
    said = tr("{file} 的内容不正常，没有读取（{why}）；如果文件来源可靠，请用表格软件打开后另存为 .xlsx 再试",
              file=path.name, why=why)  # fmt: skip
    return BadInput(said, file=path)


def too_big(path: Path, part: str, size: str) -> BadInput:
    """A part that unpacks to more than a table can hold."""
    said = tr("{file} 里的 {part} 解压后超过 {size}，没有读取；请在表格软件里删去多余的空行空列，或分成几个文件再导入",
              file=path.name, part=part, size=size)  # fmt: skip
    return BadInput(said, file=path)


def scattered(path: Path, sheet: str, corner: str, cells: int) -> BadInput:
    """A sheet whose few cells lie so far apart that the rectangle around them fills the memory."""
    said = tr("{file} 的工作表“{sheet}”一直伸到 {corner}，却只有 {cells} 格有内容；请删去多余的行和列后另存，再导入",
              file=path.name, sheet=sheet, corner=corner, cells=cells)  # fmt: skip
    return BadInput(said, file=path)


def no_table(path: Path) -> BadInput:
    """A file of text that holds something else than a table."""
    said = tr("{file} 不是文字表格（里面有二进制内容）；请用表格软件另存为 .xlsx 或 .csv", file=path.name)
    return BadInput(said, file=path)


def other_program(path: Path, program: str) -> BadInput:
    """A document of another program of the same makers."""
    said = tr("{file} 是 {program} 文档，不是表格；请把其中的表格复制到工作簿里再导入", file=path.name, program=program)
    return BadInput(said, file=path)


def macro_sheets(path: Path) -> BadInput:
    """A workbook with sheets of Excel 4 macros, which its reader does not know, and which are programs besides."""
    return BadInput(tr("{file} 里有 Excel 4 宏表，没有读取；请在表格软件里另存为不带宏的 .xlsx，再导入", file=path.name), file=path)
