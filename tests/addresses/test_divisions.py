"""Provinces, prefectures and counties: taken off an address, and told from where the station lies."""

from __future__ import annotations

import json

import pytest

from data.exchange.addresses.divisions import Surroundings, divisions, unknown_town

KUNMING = (102.7423, 25.0561)
CHENGDU = (104.06, 30.66)


def known(text):
    return text.startswith(("金沙", "北京花园"))


@pytest.mark.parametrize(
    ("text", "names", "rest"),
    [
        ("云南省昆明市五华区金沙路18号", ("云南省", "昆明市", "五华区"), "金沙路18号"),
        ("云南昆明金沙路18号", ("云南", "昆明"), "金沙路18号"),
        ("中国云南省昆明市金沙路18号", ("云南省", "昆明市"), "金沙路18号"),
        ("中华人民共和国云南省金沙小区", ("云南省",), "金沙小区"),
        ("上海徐汇区天钥桥路408号", ("上海", "徐汇区"), "天钥桥路408号"),
        ("浙江杭州西湖区金沙小区", ("浙江", "杭州", "西湖区"), "金沙小区"),
        ("江苏昆山花桥路5号", ("江苏", "昆山"), "花桥路5号"),
        ("内蒙古呼和浩特市金沙路1号", ("内蒙古", "呼和浩特市"), "金沙路1号"),
        ("云南省大理白族自治州大理市金沙路1号", ("云南省", "大理白族自治州", "大理市"), "金沙路1号"),
        ("昆明市昆明市五华区金沙小区", ("昆明市", "昆明市", "五华区"), "金沙小区"),
        ("金沙路18号", (), "金沙路18号"),
        ("北京路12号", (), "北京路12号"),
        ("南京东路12号", (), "南京东路12号"),
        ("上海花园5栋", (), "上海花园5栋"),
        ("北京花园5栋", (), "北京花园5栋"),
        ("海淀路12号", (), "海淀路12号"),
        ("昆明市", (), "昆明市"),
        ("", (), ""),
    ],
)
def test_what_stands_at_the_head(text, names, rest):
    region, left = divisions().peel(text, known)
    assert (region.names, left) == (names, rest)


@pytest.mark.parametrize("text", ["云南省昆明市五华区", "昆明市官渡区", "云南", "五华区", "云南昆明"])
def test_the_own_divisions_are_here(text):
    assert Surroundings(*KUNMING, divisions().middles).elsewhere(divisions().peel(f"{text}金沙路1号", known)[0]) == ""


@pytest.mark.parametrize("text", ["四川省", "上海", "云南省大理白族自治州", "曲靖市", "武侯区", "北京市海淀区", "重庆"])
def test_others_are_elsewhere(text):
    region, _ = divisions().peel(f"{text}金沙路1号", known)
    assert region.names
    assert Surroundings(*KUNMING, divisions().middles).elsewhere(region)


def test_what_own_addresses_say_is_here():
    around = Surroundings(*KUNMING, divisions().middles)
    region, _ = divisions().peel("四川省成都市青羊区金沙路1号", known)
    around.admit(region)
    assert around.elsewhere(region) == ""


def test_a_name_of_several_places_is_elsewhere_only_if_all_are():
    """There is a 鼓楼区 in Nanjing, Xuzhou, Kaifeng and Fuzhou."""
    region, _ = divisions().peel("鼓楼区金沙路1号", known)
    assert Surroundings(118.78, 32.06, divisions().middles).elsewhere(region) == ""
    assert Surroundings(119.30, 26.08, divisions().middles).elsewhere(region) == ""
    assert Surroundings(*CHENGDU, divisions().middles).elsewhere(region)


@pytest.mark.parametrize(("text", "town"), [("青山市金沙小区", "青山市"), ("金沙市场冷库", ""), ("白云县城路1号", ""), ("5栋", "")])
def test_a_town_that_no_list_has(text, town):
    assert unknown_town(text) == town


def test_stations_in_332_cities_know_their_own_city_and_no_other(shared_data):
    cities = json.loads((shared_data / "vectors" / "china_cities_datums.json").read_text(encoding="utf-8"))
    wrong = []
    for n, city in enumerate(cities):
        around = Surroundings(*city["coords"]["WGS84"], divisions().middles)
        own = "".join(city["attrs"][k] for k in ("province", "city", "district"))
        far = cities[(n + 166) % len(cities)]["attrs"]["province"]
        if around.elsewhere(divisions().peel(own + "金沙路1号", known)[0]):
            wrong.append(own)
        if far != city["attrs"]["province"] and not _beside(city, cities, far):
            region, _ = divisions().peel(far + "金沙路1号", known)
            if region.names and not around.elsewhere(region):
                wrong.append(f"{own} <> {far}")
    assert wrong == []


def _beside(city, cities, province):
    """Whether any city of a province is within about 400 km."""
    lon, lat = city["coords"]["WGS84"]
    others = [c["coords"]["WGS84"] for c in cities if c["attrs"]["province"] == province]
    return any(abs(x - lon) < 4 and abs(y - lat) < 4 for x, y in others)
