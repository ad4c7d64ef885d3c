"""A view of the map as a frozen value: where the eye stands, what is shown, of which time, in which look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from data.clock import format_utc, parse_utc
from data.kinds import Kinds
from data.layers import LayerState
from data.workspace import LIGHTS, THEMES, VIEWS, Colouring, Period, Selection, Workspace


class Frame(NamedTuple):
    """What panels leave free of a map: where its middle lies from the map's (to the right, downward), and its size.

    All in heights of the map, so that it holds for windows of any size.
    """

    x: float
    y: float
    wide: float
    tall: float


@dataclass(frozen=True, slots=True)
class Camera:
    """Where the eye looks: a point (WGS-84 degrees, metres above ground), and from where (metres, degrees).

    ``pitch`` is the angle below the horizon; ``parallel`` means no perspective. Stored so that it outlives a new origin.
    ``frame`` is what was free of panels when it was kept, and shall be so where it is looked from again; None says nothing of it.
    """

    lon: float
    lat: float
    up: float
    distance: float
    bearing: float
    pitch: float
    parallel: bool = False
    frame: Frame | None = None


@dataclass(frozen=True, slots=True)
class SavedView:
    """All that a view brings back. ``span`` is kept instead of a period that reaches up to now: it then means the last so much.

    ``moment`` is the past moment that was looked at (UTC as stored), None for now. An empty ``theme`` leaves the look as it is.
    """

    camera: Camera
    view: str = "3d"
    layers: tuple[LayerState, ...] = ()
    period: Period = field(default_factory=Period)
    span: timedelta | None = None
    moment: str | None = None
    theme: str = "light"
    light: str = LIGHTS[0]
    colouring: Colouring = field(default_factory=Colouring)
    selection: Selection = field(default_factory=Selection)

    @classmethod
    def of(cls, workspace: Workspace, camera: Camera, now: datetime, moment: str | None = None) -> SavedView:
        """Return what is shown now; ``now`` is the moment up to which an open period reaches."""
        period, span = workspace.period, None
        start = period.start
        if start is not None and period.end is None:
            period, span = Period(), now - parse_utc(start)
        return cls(
            camera, workspace.view, tuple(workspace.layers.values()), period, span, moment, workspace.theme, workspace.light,
            workspace.colouring, workspace.selection,
        )  # fmt: skip

    def shown_period(self, now: datetime) -> Period:
        """Return the time that it shows at a moment."""
        return Period(format_utc(now - self.span)) if self.span is not None else self.period

    def as_json(self) -> dict[str, Any]:
        """Return the view as JSON-native values."""
        frame = list(self.camera.frame) if self.camera.frame is not None else None
        return {
            "camera": {**asdict(self.camera), "frame": frame}, "view": self.view, "layers": [s.as_json() for s in self.layers],
            "period": [self.period.start, self.period.end], "span": self.span.total_seconds() if self.span is not None else None,
            "moment": self.moment, "theme": self.theme, "light": self.light, "colouring": asdict(self.colouring),
            "selection": asdict(self.selection),
        }  # fmt: skip

    @classmethod
    def from_json(cls, raw: Mapping[str, Any], kinds: Kinds) -> SavedView | None:
        """Return the view that `as_json` wrote; None where it has no camera. What makes no sense otherwise takes its default."""
        camera = _camera(raw.get("camera"))
        if camera is None:
            return None
        states = [LayerState.from_json(s, kinds) for s in raw.get("layers") or () if isinstance(s, Mapping)]
        span = raw.get("span")
        return cls(
            camera, _one_of(raw.get("view"), VIEWS), tuple(s for s in states if s is not None), _period(raw.get("period")),
            timedelta(seconds=float(span)) if isinstance(span, (int, float)) and span > 0 else None, _moment(raw.get("moment")),
            _one_of(raw.get("theme"), (*THEMES, "")), _one_of(raw.get("light"), LIGHTS), made_of(Colouring, raw.get("colouring")),
            made_of(Selection, raw.get("selection")),
        )  # fmt: skip


def _camera(raw: Any) -> Camera | None:
    try:
        lon, lat, up, distance, bearing, pitch = (float(raw[n]) for n in ("lon", "lat", "up", "distance", "bearing", "pitch"))
    except (TypeError, KeyError, ValueError):
        return None
    sound = all(abs(n) < 1e7 for n in (lon, lat, up, bearing, pitch)) and 0 < distance < 1e7
    return Camera(lon, lat, up, distance, bearing, pitch, bool(raw.get("parallel")), _frame(raw.get("frame"))) if sound else None


def _frame(raw: Any) -> Frame | None:
    if not isinstance(raw, (list, tuple)) or len(raw) != 4 or not all(isinstance(n, (int, float)) for n in raw):
        return None
    frame = Frame(*(float(n) for n in raw))
    return frame if max(abs(n) for n in frame) < 100 and min(frame.wide, frame.tall) > 0.01 else None


def _one_of(value: Any, known: tuple[str, ...]) -> str:
    return value if value in known else known[0]


def _period(raw: Any) -> Period:
    if not isinstance(raw, (list, tuple)) or len(raw) != 2:
        return Period()
    return Period(_moment(raw[0]), _moment(raw[1]))


def _moment(raw: Any) -> str | None:
    try:
        return format_utc(parse_utc(raw)) if isinstance(raw, str) else None
    except ValueError:
        return None


def made_of(cls: Any, raw: Any) -> Any:
    """Return a small frozen value from its fields, the usual one where they make no sense."""
    usual = cls()
    if not isinstance(raw, Mapping):
        return usual
    given = {f.name: raw[f.name] for f in fields(cls) if f.name in raw}
    right = all(v is None or type(v) is type(getattr(usual, n)) or getattr(usual, n) is None for n, v in given.items())
    return cls(**given) if right else usual
