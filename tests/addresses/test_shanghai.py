"""Real names: what companies write, against the buildings and roads of Lujiazui and the Bund."""

from __future__ import annotations

import pytest

from data.exchange.addresses import AddressBook
from data.exchange.places import import_places
from data.store.station import Station
from tests.conftest import SHARED

FILES = ("buildings", "roads")
FOUND = [
    ("上海市浦东新区世纪大道100号上海环球金融中心69f", "世纪大道100号", 69),
    ("上海市浦东南路360号新上海国际大厦2楼A区、C区及37楼A区", "新上海国际大厦", 2),
    ("上海市浦东新区银城中路168号上海银行大厦2601室", "上海银行大厦", 26),
    ("上海市 浦东新区 花园石桥路33号 花旗集团大厦1516单元", "花旗集团大厦", 15),
    ("浦东新区世纪大道八号国金中心二期36楼", "国金中心二期", 36),
    ("上海市陆家嘴浦东南路256号华夏银行大厦1101室", "华夏银行大厦", 11),
    ("上海银行大厦703室（陆家嘴银城中路168号）", "上海银行大厦", 7),
    ("浦东新区陆家嘴环路1318号星展银行大厦", "星展银行大厦", None),
    ("花旗集团大厦23层", "花旗集团大厦", 23),
]
NOT_HERE = [
    "上海市黄浦区黄陂北路227号中区广场1006室",
    "上海市静安区南京西路1038号梅龙镇广场12楼03-05A",
    "番禺市桥光明北路225号银都大厦1703",
    "复兴门内大街158号远洋大厦",
    "西高新高新1路2号国家开发银行大厦6层",
    "金融大街11号中国再保险大厦",
    "徐汇区肇嘉浜路746号爱建金融大厦",
    "北京市西城区世纪大道100号",
    "深圳市宝安区沙井街道沙三上下围第一工业区 518104",
]


@pytest.fixture(scope="module")
def lujiazui(tmp_path_factory):
    folder = SHARED / "shanghai"
    if not folder.is_dir():
        pytest.skip("real test data (../shared/data) is not here")
    station = Station.create(tmp_path_factory.mktemp("sh") / "sh.station", "sh")
    for name in FILES:
        import_places(station, folder / f"{name}.geojson", who="t")
    yield AddressBook(station)
    station.close()


@pytest.mark.parametrize(("text", "building", "storey"), FOUND)
def test_found(lujiazui, text, building, storey):
    match = lujiazui.match(text)
    assert match.found, match.why
    assert (lujiazui.title(match.building), match.storey) == (building, storey)


@pytest.mark.parametrize("text", NOT_HERE)
def test_not_here(lujiazui, text):
    assert not lujiazui.match(text).found
