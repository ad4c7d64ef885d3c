"""DXF drawings: closed outlines become buildings with the storeys that layer, block or text say, where the drawing lies."""

import random

import ezdxf
import pytest
from ezdxf.enums import TextEntityAlignment

from data.errors import BadInput, WatchroomError
from data.exchange.places import dxf_outlines
from data.exchange.places.dxf_words import said_inside, storeys_in
from data.query import Query

EAST, NORTH = 500_000.0, 3_457_000.0  # metres of EPSG:4549, at 120 degrees east
BOX = ((0, 0), (20, 0), (20, 10), (0, 10))


@pytest.fixture
def drawing():
    """An empty drawing whose unit is the metre."""
    document = ezdxf.new("R2010", setup=True)
    document.header["$INSUNITS"] = 6
    return document


@pytest.fixture
def bring(station, tmp_path):
    from data.exchange.importer import import_file

    def bring_in(document, name="图.dxf", datum="EPSG:4549", **more):
        path = tmp_path / name
        document.saveas(path)
        return import_file(station, path, datum=datum, who="李警官", **more)

    return bring_in


def at(points, x=0.0, y=0.0, by=1.0):
    return [((EAST + x + px) * by, (NORTH + y + py) * by) for px, py in points]


def house(document, x=0.0, layer="JMD", **more):
    return document.modelspace().add_lwpolyline(at(BOX, x), close=True, dxfattribs={"layer": layer, **more})


def word(document, text, x=10.0, y=5.0, layer="ZJ"):
    made = document.modelspace().add_text(text, height=2, dxfattribs={"layer": layer})
    return made.set_placement(at([(x, y)])[0], align=TextEntityAlignment.MIDDLE_CENTER)


def buildings(station, *fields):
    rows = station.read(Query("building", fields=(*fields, "code")))
    return sorted(tuple(row[f] for f in fields) for row in rows)


@pytest.mark.parametrize(("text", "found"), [
    ("F6", {"storeys": 6}), ("6层", {"storeys": 6}), ("六层", {"storeys": 6}), ("十二层", {"storeys": 12}),
    ("建筑-6F", {"storeys": 6}),
    ("砼6", {"storeys": 6}), ("混3", {"storeys": 3}), ("砖2", {"storeys": 2}), ("混3-1", {"storeys": 3, "storeys_below": 1}),
    ("砼(18)", {"storeys": 18}), ("JMD_F12", {"storeys": 12}), ("建筑 砖6", {"storeys": 6}),
    ("住宅楼 18F 地下2层", {"storeys": 18, "storeys_below": 2}),
    ("-1层", {"storeys_below": 1}),
    ("BUILDING", {}), ("图层1", {}), ("F", {}), ("12号楼", {}), ("A-WALL", {}), ("砼", {}), ("999层", {}), ("PDF6X", {}), ("0", {}),
])  # fmt: skip
def test_storeys_in_words(text, found):
    assert storeys_in(text) == found


@pytest.mark.parametrize(("texts", "found"), [
    (["砼6"], {"storeys": 6, "structure": "砼"}), (["砼", "6"], {"storeys": 6, "structure": "砼"}), (["6"], {}),
    (["简"], {"storeys": 1, "structure": "简"}), (["砼"], {"structure": "砼"}), (["建"], {}), (["6层"], {"storeys": 6}),
    (["银杏大厦", "砼18"], {"storeys": 18, "structure": "砼", "name": "银杏大厦"}),
    (["12栋", "混5"], {"storeys": 5, "structure": "混", "number": "12"}),
    (["3#", "砖2", "金沙小区"], {"storeys": 2, "structure": "砖", "number": "3", "name": "金沙小区"}), ([" "], {}),
])  # fmt: skip
def test_words_inside(texts, found):
    assert said_inside(texts) == found


def test_text_inside_gives_storeys_and_name(station, bring, drawing):
    house(drawing)
    word(drawing, "砼6", y=3)
    word(drawing, "银杏大厦", y=7)
    bring(drawing)
    assert buildings(station, "name", "storeys", "structure") == [("银杏大厦", 6, "concrete")]


def test_outline_lies_where_the_grid_says(station, bring, drawing):
    house(drawing)
    bring(drawing)
    (shape,) = station.columns(Query("building"), ("geometry",))["geometry"]
    assert shape.centroid.x == pytest.approx(120.0001, abs=2e-5)
    assert shape.centroid.y == pytest.approx(31.2346, abs=1e-3)


def test_storeys_by_layer(station, bring, drawing):
    house(drawing, 0, "建筑-6F")
    house(drawing, 40, "砖3")
    bring(drawing)
    assert buildings(station, "storeys") == [(3,), (6,)]


def test_storeys_by_block_attribute(station, bring, drawing):
    block = drawing.blocks.new("HOUSE")
    block.add_lwpolyline(BOX, close=True)
    insert = drawing.modelspace().add_blockref("HOUSE", (EAST, NORTH), dxfattribs={"layer": "房屋", "rotation": 30})
    insert.add_attrib("层数", "7")
    insert.add_attrib("NAME", "七号楼")
    bring(drawing)
    assert buildings(station, "name", "storeys") == [("七号楼", 7)]


def test_block_in_block(station, bring, drawing):
    inner = drawing.blocks.new("A")
    inner.add_lwpolyline(BOX, close=True)
    drawing.blocks.new("B").add_blockref("A", (5, 5))
    drawing.modelspace().add_blockref("B", (EAST, NORTH), dxfattribs={"layer": "JMD"})
    assert bring(drawing).added == 1


def test_blocks_that_hold_themselves_many_times_are_refused(bring, drawing, monkeypatch):
    monkeypatch.setattr(dxf_outlines, "MOST_THINGS", 5000)
    below = drawing.blocks.new("N0")
    below.add_point((0, 0))
    for depth in range(1, 9):
        block = drawing.blocks.new(f"N{depth}")
        for n in range(10):
            block.add_blockref(f"N{depth - 1}", (n, 0))
    drawing.modelspace().add_blockref("N8", (EAST, NORTH))
    with pytest.raises(BadInput, match="块"):
        bring(drawing)


def test_hatch_over_its_outline_is_one_building(station, bring, drawing):
    house(drawing)
    hatch = drawing.modelspace().add_hatch(dxfattribs={"layer": "JMD"})
    hatch.paths.add_polyline_path(at(BOX), is_closed=True)
    assert bring(drawing).added == 1


def test_hatch_with_a_courtyard(station, bring, drawing):
    hatch = drawing.modelspace().add_hatch(dxfattribs={"layer": "JMD"})
    hatch.paths.add_polyline_path(at(BOX), is_closed=True, flags=1)
    hatch.paths.add_polyline_path(at([(5, 3), (15, 3), (15, 7), (5, 7)]), is_closed=True, flags=16)
    bring(drawing)
    (shape,) = station.columns(Query("building"), ("geometry",))["geometry"]
    assert len(shape.interiors) == 1


def test_round_house(station, bring, drawing):
    drawing.modelspace().add_circle((EAST, NORTH), 10, dxfattribs={"layer": "JMD"})
    bring(drawing)
    (shape,) = station.columns(Query("building"), ("geometry",))["geometry"]
    area = station.frame.geometry_to_local(shape).area
    assert area == pytest.approx(3.14159 * 100, rel=0.02)


def test_four_lines_are_a_house(station, bring, drawing):
    points = at(BOX)
    for a, b in zip(points, points[1:] + points[:1], strict=True):
        drawing.modelspace().add_line(a, b, dxfattribs={"layer": "JMD"})
    assert bring(drawing).added == 1


def test_outline_that_nearly_closes(station, bring, drawing):
    drawing.modelspace().add_lwpolyline(at([*BOX, (0.01, 0.02)]), dxfattribs={"layer": "JMD"})
    report = bring(drawing)
    assert report.added == 1
    assert any("闭合" in note for note in report.notes)


def test_other_layers_are_left_out_and_told(station, bring, drawing):
    house(drawing)
    house(drawing, 40, "ZBTZ")
    report = bring(drawing)
    assert report.added == 1
    assert any("JMD" in note for note in report.notes)


def test_without_named_layers_all_but_the_frame(station, bring, drawing):
    for n in range(4):
        house(drawing, 30 * n, "0")
    drawing.modelspace().add_lwpolyline(at([(-50, -50), (300, -50), (300, 200), (-50, 200)]), close=True)
    assert bring(drawing).added == 4


def test_marked_by_the_survey_program(station, bring, drawing):
    drawing.appids.add("SOUTH")
    house(drawing, 0, "0").set_xdata("SOUTH", [(1000, "141111")])
    house(drawing, 40, "0").set_xdata("SOUTH", [(1000, "164300")])
    assert bring(drawing).added == 1


def test_thickness_is_height(station, bring, drawing):
    house(drawing, thickness=21.5)
    bring(drawing)
    assert buildings(station, "height") == [(21.5,)]


def test_millimetres(station, bring, drawing):
    drawing.header["$INSUNITS"] = 4
    drawing.modelspace().add_lwpolyline(at(BOX, by=1000), close=True, dxfattribs={"layer": "JMD"})
    bring(drawing)
    (shape,) = station.columns(Query("building"), ("geometry",))["geometry"]
    assert station.frame.geometry_to_local(shape).area == pytest.approx(200, rel=0.01)


def test_metres_that_are_called_millimetres(station, bring, drawing):
    """The usual template of AutoCAD says millimetres, and surveyors draw metres in it."""
    drawing.header["$INSUNITS"] = 4
    house(drawing)
    report = bring(drawing)
    (shape,) = station.columns(Query("building"), ("geometry",))["geometry"]
    assert station.frame.geometry_to_local(shape).area == pytest.approx(200, rel=0.01)
    assert any("按米" in note for note in report.notes)


def test_system_must_be_said(bring, drawing):
    house(drawing)
    with pytest.raises(BadInput, match="坐标系"):
        bring(drawing, datum=None)


def test_drawing_near_its_own_origin_is_no_degrees(bring, drawing):
    drawing.modelspace().add_lwpolyline(BOX, close=True, dxfattribs={"layer": "JMD"})
    with pytest.raises(BadInput, match="坐标系"):
        bring(drawing, datum=None)


def test_coordinates_outside_the_system(bring, drawing):
    drawing.modelspace().add_lwpolyline(BOX, close=True, dxfattribs={"layer": "JMD"})
    with pytest.raises(BadInput, match="范围"):
        bring(drawing)


def test_prj_beside_it(station, bring, drawing, tmp_path):
    from pyproj import CRS

    (tmp_path / "图.prj").write_text(CRS.from_epsg(4549).to_wkt("WKT1_ESRI"))
    house(drawing)
    assert bring(drawing, datum=None).added == 1


def test_own_georeference(station, bring, drawing):
    house(drawing)
    place = drawing.modelspace().new_geodata()
    place.setup_local_grid(design_point=(0, 0), reference_point=(0, 0))
    place.coordinate_system_definition = (
        '<?xml version="1.0" encoding="UTF-16" standalone="no" ?><Dictionary version="1.0" '
        'xmlns="http://www.osgeo.org/mapguide/coordinatesystem"><Alias id="4549" type="CoordinateSystem">'
        '<ObjectId>CGCS2000</ObjectId><Namespace>EPSG Code</Namespace></Alias><Axis uom="METER"><CoordinateSystemAxis>'
        "<AxisOrder>1</AxisOrder><AxisAbbreviation>E</AxisAbbreviation></CoordinateSystemAxis></Axis></Dictionary>"
    )
    assert bring(drawing, datum=None).datum.as_json()["chosen"] == "EPSG:4549"


def test_gbk_texts_of_an_old_drawing(station, tmp_path, drawing):
    from data.exchange.importer import import_file

    old = ezdxf.new("R12", setup=True)
    old.modelspace().add_polyline2d(at(BOX), close=True, dxfattribs={"layer": "JMD"})
    word(old, "NAMENAME")
    path = tmp_path / "旧.dxf"
    old.saveas(path)
    raw = path.read_bytes().replace(b"NAMENAME", "银杏大厦".encode("gbk"))
    path.write_bytes(raw)
    import_file(station, path, datum="EPSG:4549", who="t")
    assert buildings(station, "name") == [("银杏大厦",)]


def test_binary_dxf(station, tmp_path, drawing):
    from data.exchange.importer import import_file

    house(drawing)
    path = tmp_path / "b.dxf"
    drawing.saveas(path, fmt="bin")
    assert import_file(station, path, datum="EPSG:4549", who="t").added == 1


def test_the_same_drawing_again_changes_nothing(bring, drawing):
    house(drawing)
    bring(drawing)
    assert bring(drawing).unchanged == 1


def test_nothing_closed(bring, drawing):
    drawing.modelspace().add_line((EAST, NORTH), (EAST + 5, NORTH))
    with pytest.raises(BadInput, match="闭合"):
        bring(drawing)


@pytest.mark.parametrize(("name", "raw", "said"), [
    ("图.dwg", b"AC1032\0\0\0\0", "DWG"), ("图.dxf", b"AC1027\0\0\0\0", "DWG"), ("图.dxf", b"", "空"), ("图.dxf", b"hello", "DXF"),
    ("图.dxf", b"  0\nSECTION\n  2\nHEADER\n", "图"),
])  # fmt: skip
def test_files_that_are_no_dxf(station, tmp_path, name, raw, said):
    from data.exchange.importer import import_file

    (tmp_path / name).write_bytes(raw)
    with pytest.raises(WatchroomError, match=said):
        import_file(station, tmp_path / name, who="t")


@pytest.mark.parametrize("seed", range(8))
def test_broken_drawings_end_in_a_sentence(station, tmp_path, drawing, seed):
    from data.exchange.importer import import_file

    dice = random.Random(seed)
    house(drawing)
    word(drawing, "砼6")
    path = tmp_path / "x.dxf"
    drawing.saveas(path)
    whole = path.read_bytes()
    for _ in range(4):
        raw = bytearray(whole[: dice.randrange(len(whole))] if dice.random() < 0.4 else whole)
        for _ in range(dice.randrange(40) if raw else 0):
            raw[dice.randrange(len(raw))] = dice.randrange(256)
        path.write_bytes(raw)
        try:
            import_file(station, path, datum="EPSG:4549", who="t")
        except WatchroomError:
            continue
    assert station.verify().sound
