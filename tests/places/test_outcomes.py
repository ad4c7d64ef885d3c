"""Every file of places among the real data: stored and counted, or refused with a sentence, as `outcomes.txt` lists it.

`python -m tests.places.test_outcomes` writes the table anew; its changes are then to be read as any change of the program.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from data.errors import BadInput
from data.exchange.importer import import_file
from data.query import Query
from data.store import Station

TABLE = Path(__file__).with_name("outcomes.txt")
# Folder, files and what the person adds: files that do not say what they hold are imported as grounds, which have any shape.
GROUPS = {
    "shanghai": ("*.geojson", {}), "helsinki": ("*.pbf", {}), "tracks": ("*.gpx", {}), "cityjson": ("**/*.json", {}),
    "vectors/geojson": ("**/*.geojson", {"kind": "ground"}),
}  # fmt: skip
SYSTEMS = {"rotterdam_subset.json": "EPSG:28992", "rotterdam_subset_cjio_test.json": "EPSG:28992", "multi_lod.json": "EPSG:7415"}


def files_of(shared, group):
    return sorted((shared / group).glob(GROUPS[group][0]))


def outcome(station, path, **said):
    """What became of a file: kind, how many were added and refused; or the sentence of the refusal."""
    try:
        report = import_file(station, path, who="李警官", **said)
    except BadInput as error:
        return f"refused: {error.message}"
    counts = [f"{p.kind or 'nothing'} {p.added + p.updated + p.unchanged}" + f" -{p.rejected}" * bool(p.rejected) for p in
              (report.parts or (report,))]  # fmt: skip
    assert report.rows == report.added + report.updated + report.unchanged + report.rejected
    if not said and import_file(station, path, who="李警官").batch is not None:
        counts.append("a second time changed something")
    return ", ".join(counts)


def rows_of(shared, group, folder):
    """The rows of the table for a group; a file whose system is missing is tried again with the one that it is in."""
    station = Station.create(Path(folder) / "here.station", "这里")
    try:
        for path in files_of(shared, group):
            name = path.relative_to(shared).as_posix()
            yield f"{name}: {outcome(station, path, **GROUPS[group][1])}"
            if path.name in SYSTEMS:
                yield f"{name} as {SYSTEMS[path.name]}: {outcome(station, path, datum=SYSTEMS[path.name])}"
    finally:
        station.close()


@pytest.mark.parametrize("group", GROUPS)
def test_every_file_comes_out_as_the_table_says(shared_data, tmp_path, group):
    told = [row for row in TABLE.read_text(encoding="utf-8").splitlines() if row.startswith(group)]
    assert list(rows_of(shared_data, group, tmp_path)) == told


def test_helsinki_has_all_that_its_tags_say(shared_data, tmp_path):
    """The counts of tags in the file; of the buildings 36 are points and 54 are cut off at the edge, and all of them are told."""
    station = Station.create(tmp_path / "here.station", "赫尔辛基")
    report = import_file(station, shared_data / "helsinki" / "Helsinki.osm.pbf", who="李警官")
    roads = station.columns(Query("road"), ("class",))["class"]
    station.close()
    rows = {part.kind: part.rows for part in report.parts}
    rails = roads.count("rail")
    cut = sum("highway" in reject.cells for part in report.parts if part.kind == "road" for reject in part.rejects)
    assert (rows["building"], rows["shop"], rows["address"], rows["camera"]) == (536, 515, 1470, 221)
    assert len(roads) - rails + cut == 2650


if __name__ == "__main__":
    SHARED = Path(__file__).parents[2] / ".." / "shared" / "data"
    with TABLE.open("w", encoding="utf-8") as out:
        for each in GROUPS:
            with TemporaryDirectory() as place:
                out.writelines(f"{row}\n" for row in rows_of(SHARED, each, place))
