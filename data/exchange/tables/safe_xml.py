"""XML read as a stream of elements, without entities of its own and without end: what hides bombs is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from xml.parsers import expat

DEEPEST = 256  # elements in each other; sheets need a dozen

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


class UnsafeXml(Exception):
    """XML that declares entities or nests without end; no table program writes such."""


class BrokenXml(Exception):
    """XML that is not well-formed; the message says where."""


def local(name: str) -> str:
    """Return the name of an element or attribute without its prefix."""
    return name[name.rfind(":") + 1 :]


def stream(chunks: Iterable[bytes], start: Start, end: End | None = None, text: Text | None = None, encoding: str = "") -> None:
    """Tell each element in turn; names come as they are written, with their prefix.

    Raises
    ------
    UnsafeXml
        If the text declares a document type, or its elements lie too deep.
    BrokenXml
        If it is not well-formed.
    """
    parser = expat.ParserCreate(encoding or None)
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    depth = 0

    def opened(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise UnsafeXml
        start(name, attributes)

    def closed(name: str) -> None:
        nonlocal depth
        depth -= 1
        if end is not None:
            end(name)

    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise BrokenXml(str(error)) from error
    except (ValueError, LookupError) as error:  # an encoding that the parser does not know
        raise BrokenXml(str(error)) from error


def _refuse(*_: object) -> None:
    raise UnsafeXml
