"""Themes: named sets of layers with order, opacity, style, filters and labels, kept in the station or carried in a small file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import orjson

from data.disk_words import why_not
from data.errors import BadInput
from data.i18n import tr
from data.kinds import Kinds
from data.layers import LayerState
from data.query import Query, equals
from data.records import Edit
from data.store.station import Station
from data.views.keep import read_json
from data.views.view import made_of
from data.workspace import Colouring, Workspace

FORMAT = "watchroom-theme"
VERSION = 1
LARGEST = 1_000_000  # bytes; a theme is a few thousand


@dataclass(frozen=True, slots=True)
class LayerTheme:
    """How all layers are shown together."""

    layers: tuple[LayerState, ...]
    colouring: Colouring = field(default_factory=Colouring)

    @classmethod
    def of(cls, workspace: Workspace) -> LayerTheme:
        """Return how layers are shown now."""
        return cls(tuple(workspace.layers.values()), workspace.colouring)

    def apply(self, workspace: Workspace) -> None:
        """Show the layers so; those that the theme does not know are hidden."""
        workspace.take_layers(self.layers)
        workspace.set_colouring(**asdict(self.colouring))

    def as_json(self) -> dict[str, Any]:
        """Return the theme as JSON-native values."""
        return {"layers": [s.as_json() for s in self.layers], "colouring": asdict(self.colouring)}

    @classmethod
    def from_json(cls, raw: Mapping[str, Any], kinds: Kinds) -> LayerTheme:
        """Return the theme that `as_json` wrote; layers of kinds that the station does not have are left out."""
        states = [LayerState.from_json(s, kinds) for s in raw.get("layers") or () if isinstance(s, Mapping)]
        return cls(tuple(s for s in states if s is not None), made_of(Colouring, raw.get("colouring")))


@dataclass(frozen=True, slots=True)
class KeptTheme:
    """A theme of the station."""

    id: int
    name: str
    theme: LayerTheme


def kept_themes(station: Station) -> list[KeptTheme]:
    """Return the station's themes by name."""
    found = station.read(Query("map_theme", order=("name",)))
    return [KeptTheme(r.id, r["name"], LayerTheme.from_json(read_json(r["content"]), station.kinds)) for r in found]


def save_theme(station: Station, name: str, theme: LayerTheme, *, who: str) -> int:
    """Keep a theme and return its id; one of the same name is replaced."""
    values = {"name": name, "content": orjson.dumps(theme.as_json()).decode()}
    there = station.first(equals("map_theme", name=name))
    done = station.apply([Edit("map_theme", there.id if there else None, values)], who=who, why=tr("保存主题“{name}”", name=name))
    return there.id if there is not None else done.changes[0].id


def rename_theme(station: Station, id: int, name: str, *, who: str) -> None:
    """Give a theme another name."""
    station.apply([Edit("map_theme", id, {"name": name})], who=who, why=tr("主题改名为“{name}”", name=name))


def remove_theme(station: Station, id: int, *, who: str) -> None:
    """Remove a theme."""
    station.apply([Edit("map_theme", id, None)], who=who, why=tr("删除主题"))


def write_theme(path: Path, name: str, theme: LayerTheme) -> None:
    """Write a theme as a file that other stations can read.

    Raises
    ------
    BadInput
        If the file cannot be written.
    """
    body = {"format": FORMAT, "version": VERSION, "name": name, **theme.as_json()}
    try:
        path.write_bytes(orjson.dumps(body, option=orjson.OPT_INDENT_2))
    except OSError as error:
        raise BadInput(tr("主题写不到 {file}：{why}", file=path, why=why_not(error)), file=path) from error


def read_theme(path: Path, kinds: Kinds) -> tuple[str, LayerTheme]:
    """Return name and theme of a file.

    Raises
    ------
    BadInput
        If it cannot be read, or is no theme, or of a newer program.
    """
    try:
        raw = orjson.loads(path.read_bytes()) if path.stat().st_size <= LARGEST else None
    except OSError as error:
        raise BadInput(tr("读不了主题文件 {file}：{why}", file=path, why=why_not(error)), file=path) from error
    except orjson.JSONDecodeError:
        raw = None
    if not isinstance(raw, dict) or raw.get("format") != FORMAT or not isinstance(raw.get("version"), int):
        raise BadInput(tr("{file} 不是主题文件：请选择由“导出主题”写出的 .theme.json", file=path), file=path)
    if raw["version"] > VERSION:
        raise BadInput(tr("{file} 是由更新版本的程序写成的，请升级程序后再导入", file=path), file=path)
    name = raw.get("name")
    return (name.strip() if isinstance(name, str) else "") or path.name.split(".")[0], LayerTheme.from_json(raw, kinds)
