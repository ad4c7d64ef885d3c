"""What `bench_map` compares: New York's buildings as one merged mesh in a plain plotter, and as the map shows them."""

from __future__ import annotations

import gzip
import json
import resource
import shutil
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import numpy as np
import pyvista
import shapely
from vtkmodules.vtkRenderingCore import vtkActor, vtkWindowToImageFilter

from data.store import Station
from data.town.frame import LocalFrame
from scene3d.actors import plain_actor
from scene3d.arrays import numpy_view
from scene3d.camera import Eye, Projection, between
from scene3d.meshes.mesh import Mesh, join, polydata, upright
from scene3d.meshes.prisms import edges, explode
from scene3d.meshes.triangles import flat_triangles
from scene3d.scene import TownScene
from scene3d.shot import pixels
from scene3d.tiles.levels import COARSEST, MASSING, STILL, UNSEEN
from scene3d.tiles.pace import BEST, STEPS, Pace, Quality
from scene3d.tiles.town_cache import keep_town, read_known
from scene3d.town_eye import town_eye

SIZE = (1600, 900)
LOOKED = 4.0  # seconds in which frames are drawn, of which the quickest counts: as long for both, for machines have slow moments
LEAST = 5  # frames
FLIGHT = 60  # frames of a movement from the overview down into a street


def unpacked(packed: Path, folder: Path) -> Path:
    """Return the source file, unpacked."""
    path = folder / "buildings.geojson"
    with gzip.open(packed, "rb") as source, path.open("wb") as out:
        shutil.copyfileobj(source, out)
    return path


def keep(source: Path, path: Path) -> None:
    """Make a station of the source whose town is known: imported, worked out and kept, as the console does in the background."""
    from data.exchange.places import import_places

    with Station.create(path, "bench") as station:
        import_places(station, source, who="bench")
        work_out(station)


def work_out(station: Station) -> None:
    """Keep the town in the station file, as the console does while nobody waits."""
    from scene3d.build import build_finish
    from scene3d.tiles.town_loader import read_town

    read = read_town(station, "light", None)
    for tile in range(len(read.solid.tiles)):
        read.solid.tiles.coarsen(tile)
    if not keep_town(station.shelf, read.town, read.solid, build_finish(read.town, "light"), read.tip):
        raise AssertionError("the town was not kept")


# The baseline


def merged(source: Path, frame: LocalFrame) -> pyvista.PolyData:
    """Return walls and roofs of a file's buildings as one mesh in local metres, as quickly as numpy can make them."""
    import pyogrio

    meta, _, geometry, fields = pyogrio.raw.read(source, columns=["height"])
    shapes = shapely.from_wkb(geometry)
    height = np.array([np.nan if v is None else v for v in fields[list(meta["fields"]).index("height")]], float)
    polygons, source_of = explode(np.asarray(frame.geometry_to_local(shapes), object))
    tall = np.where(height > 0, height, 9.0)[source_of]
    flat, along = flat_triangles(polygons), edges(polygons)
    roofs = np.column_stack([flat.points, tall[flat.of_point]]).astype(np.float32)
    walls, quads = upright(along.a, along.b, 0.0, tall[along.owner])
    return pyvista.PolyData.from_regular_faces(np.concatenate([roofs, walls]), np.concatenate([flat.faces, quads + len(roofs)]))


def plain(source: Path, views: Path) -> dict[str, Any]:
    """Return what the baseline takes: seconds to the first picture, of a frame from each eye, and MB.

    ``views`` is a file of what `own` told: the eyes and the origin of the local metres.
    """
    kept = json.loads(views.read_text())
    eyes, frame = {name: Eye(**values) for name, values in kept["eyes"].items()}, LocalFrame(*kept["origin"])
    _warm()
    start, busy = perf_counter(), process_time()
    plotter = pyvista.Plotter(off_screen=True, window_size=list(SIZE))
    plotter.add_mesh(merged(source, frame), color="#f4f1ea")
    _look(plotter, eyes["overview"])
    plotter.show(auto_close=False)
    _draw(plotter)
    told = {"open": perf_counter() - start, "open work": process_time() - busy}
    for name, eye in eyes.items():
        told[f"frame {name}"], told[f"frame {name} work"] = _quickest(plotter, eye, _look)
    return {**told, "memory": _memory()}


# The map


@dataclass
class Map:
    """The town of a station on a plotter of its own, as the window shows it."""

    path: Path

    def __post_init__(self) -> None:
        self.station = Station.open(self.path, read_only=True)
        self.known = read_known(self.station.shelf, "light")
        if self.known is None:
            raise AssertionError("the town is not known")
        self.plotter = pyvista.Plotter(off_screen=True, window_size=list(SIZE), lighting="none")
        self.scene = TownScene(self.plotter, "light")
        self.scene.show_solid(None, self.known.solid, "light")
        if self.known.finish is not None:
            self.scene.show_finish(self.known.finish)

    def overview(self) -> Eye:
        """Return the eye that sees the whole town."""
        return town_eye(self.known.solid.extent, self.known.roofs, SIZE, (0, 0, 0, 0), bearing=-22.0, pitch=40.0, parallel=False)

    def still(self, eye: Eye, samples: int = BEST.samples) -> None:
        """Stand still somewhere: all that is seen is made."""
        self.scene.place(eye)
        self.scene.smooth(samples, Projection(eye, *SIZE))
        self.scene.look_closer(SIZE)

    def close(self) -> None:
        """Let go of everything."""
        self.scene.clear()
        self.plotter.close()
        self.station.close()


def eyes_of(of: Map) -> dict[str, Eye]:
    """Return where it is looked from: all of the town, a quarter, and a street where houses stand densest."""
    whole = of.overview()
    tiles = of.known.solid.tiles
    dense = int(np.argmax(tiles.weights()[:, MASSING]))
    west, south, _, east, north, _ = tiles.boxes.corners[dense].tolist()
    there = replace(whole, east=(west + east) / 2, north=(south + north) / 2)
    return {"overview": whole, "mid": replace(there, distance=2500.0),
            "street": replace(there, up=2.0, distance=120.0, pitch=7.0)}  # fmt: skip


def own(path: Path) -> dict[str, Any]:
    """Return what the map takes: seconds to the first complete picture, of frames still and moving, and MB."""
    _warm()
    start, busy = perf_counter(), process_time()
    of = Map(path)
    of.still(of.overview(), samples=0)  # as in the window, whose first picture has one sample a pixel; a finer one follows
    _draw(of.plotter)
    told: dict[str, Any] = {"open": perf_counter() - start, "open work": process_time() - busy}
    of.scene.learn_graphics()  # as the window does after its first picture
    eyes = eyes_of(of)
    for name, eye in eyes.items():
        of.still(eye)
        told[f"frame {name}"], told[f"frame {name} work"] = _quickest(of.plotter, eye, lambda _, turned: of.scene.place(turned))
    told["memory"] = _memory()
    told["eyes"], told["origin"] = {name: asdict(eye) for name, eye in eyes.items()}, (of.station.frame.lon, of.station.frame.lat)
    told["moving"] = moving(of, eyes)
    of.close()
    return told


def demo(path: Path) -> dict[str, list[float]]:
    """Return the milliseconds of each frame of a movement over the demo station, all that stands on its ground included."""
    with Station.open(path) as station:
        work_out(station)
    of = Map(path)
    of.still(of.overview())
    _draw(of.plotter)
    took = moving(of, eyes_of(of))
    of.close()
    return took


def moving(of: Map, eyes: dict[str, Eye]) -> dict[str, list[float]]:
    """Return the milliseconds, by the clock and of all processors, of each frame of a flight from the overview into a street.

    Each is drawn with the quality that the pace asks for.
    """
    tiles, pace = of.scene.tiles, Pace()
    assert tiles is not None
    everywhere = np.full(len(tiles.tiles), COARSEST, np.int64)
    tiles.give(tiles.make(tiles.missing(everywhere)))  # the window makes them after the first picture
    pace.took(1000.0)
    way = [between(eyes["overview"], eyes["street"], share) for share in np.linspace(0, 1, FLIGHT)]
    for eye in way:  # what the window makes while the eye rests here and there on the way
        _prepare(of, eye)
    took: list[tuple[float, float]] = []
    for eye in [way[0]] * 4 + way:
        pace.move()
        took.append(_moved(of, eye, pace.quality))
        pace.took(took[-1][0])
    return {"clock": [clock for clock, _ in took[4:]], "work": [work for _, work in took[4:]]}


def _prepare(of: Map, eye: Eye) -> None:
    tiles = of.scene.tiles
    assert tiles is not None
    for step in STEPS[2:]:
        tiles.give(tiles.make(tiles.missing(tiles.looked_at(Projection(eye, *SIZE), step.care))))


def _moved(of: Map, eye: Eye, quality: Quality) -> tuple[float, float]:
    window, tiles = of.plotter.render_window, of.scene.tiles
    assert tiles is not None
    size = [round(side * quality.share) for side in SIZE]
    if window.GetMultiSamples() != quality.samples:
        window.SetMultiSamples(quality.samples)
    if list(window.GetSize()) != size:
        window.SetSize(*size)
    of.scene.show_extras(trees=quality.trees, shadows=quality.shadows)
    start, busy = perf_counter(), process_time()
    of.scene.place(eye)
    of.scene.show_tiles(tiles.wanted(Projection(eye, *SIZE), quality.care))
    _draw(of.plotter)
    return (perf_counter() - start) * 1000, (process_time() - busy) * 1000


# Pictures compared


def compared(path: Path) -> dict[str, dict[str, float]]:
    """Return how far still pictures are from those of the exact massing, in the same light, with the same ground, from each eye."""
    of = Map(path)
    tiles = of.known.solid.tiles
    exact = join([m for n in range(len(tiles)) for _, m in tiles.meshes(n, MASSING, "light")])
    whole = plain_actor(polydata(Mesh(exact.points, exact.faces, exact.colours, exact.rows)))
    found = {}
    for name, eye in eyes_of(of).items():
        found[name] = _differences(of, eye, whole)
    of.close()
    return found


def _differences(of: Map, eye: Eye, whole: vtkActor) -> dict[str, float]:
    from scipy import ndimage

    tiles, care = of.scene.tiles, replace(STILL, nearest=MASSING)  # pictures on walls are not in the baseline
    assert tiles is not None
    of.scene.place(eye)
    of.scene.look_closer(SIZE, care)
    ours, our_depth = pixels(of.plotter).astype(int), _depth(of.plotter)
    tiles.show(np.full(len(tiles.tiles), UNSEEN, np.int64))
    bare = _depth(of.plotter)
    of.plotter.renderer.AddActor(whole)
    theirs, their_depth = pixels(of.plotter).astype(int), _depth(of.plotter)
    of.plotter.renderer.RemoveActor(whole)
    edge, other = _edges(our_depth < bare), _edges(their_depth < bare)
    away = ndimage.distance_transform_edt(~other)[edge] if edge.any() and other.any() else np.zeros(1)
    colour = np.abs(ours - theirs).max(axis=2)
    return {"pixels": float((colour > NOTICED).mean()), "edge": float(away.mean()), "covered": float((our_depth < bare).mean())}


NOTICED = 24  # of 255 in any colour: less is no difference that an eye sees beside an edge


def _edges(inside: np.ndarray) -> np.ndarray:
    found = np.zeros(inside.shape, bool)
    found[1:] |= inside[1:] != inside[:-1]
    found[:, 1:] |= inside[:, 1:] != inside[:, :-1]
    return found


def _depth(plotter: pyvista.Plotter) -> np.ndarray:
    window = plotter.render_window
    samples = window.GetMultiSamples()
    window.SetMultiSamples(0)
    window.Render()
    grab = vtkWindowToImageFilter()
    grab.SetInput(window)
    grab.SetInputBufferTypeToZBuffer()
    grab.ShouldRerenderOff()
    grab.Update()
    width, height, _ = grab.GetOutput().GetDimensions()
    found = numpy_view(grab.GetOutput().GetPointData().GetScalars()).reshape(height, width).copy()
    window.SetMultiSamples(samples)
    return found


# Frames


def _look(plotter: pyvista.Plotter, eye: Eye) -> None:
    camera = plotter.camera
    camera.focal_point, camera.position, camera.up = eye.target.tolist(), eye.position.tolist(), eye.upward.tolist()
    camera.view_angle = 32.0
    plotter.renderer.ResetCameraClippingRange()


def _draw(plotter: pyvista.Plotter) -> None:
    plotter.render_window.Render()
    plotter.render_window.WaitForCompletion()


def _warm() -> None:
    """Load what libraries load at their first picture, and start the graphics: that is no part of a town."""
    plotter = pyvista.Plotter(off_screen=True, window_size=[64, 64])
    plotter.add_mesh(pyvista.Sphere())
    plotter.show()


def _quickest(plotter: pyvista.Plotter, eye: Eye, look: Callable[[pyvista.Plotter, Eye], None]) -> tuple[float, float]:
    """Return milliseconds by the clock and of all processors."""
    took, worked, end = [], [], perf_counter() + LOOKED
    while len(took) <= LEAST or perf_counter() < end:
        look(plotter, replace(eye, bearing=eye.bearing + len(took) % LEAST * 0.05))
        start, busy = perf_counter(), process_time()
        _draw(plotter)
        took.append((perf_counter() - start) * 1000)
        worked.append((process_time() - busy) * 1000)
    return min(took[1:]), min(worked[1:])


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Do one of the measurements in this process and print it: a process's memory is its own."""
    what, *paths = sys.argv[1:]
    work: dict[str, Callable[..., Any]] = {
        "demo": lambda path: demo(Path(path)), "own": lambda path: own(Path(path)), "compared": lambda path: compared(Path(path)),
        "keep": lambda source, path: keep(Path(source), Path(path)),
        "plain": lambda source, views: plain(Path(source), Path(views)),
    }  # fmt: skip
    print(json.dumps(work[what](*paths)))


if __name__ == "__main__":
    main()
