"""What people and spreadsheets write becomes the kept value, or is told what is wrong."""

from __future__ import annotations

import datetime as dt

import pytest

from data.errors import InvalidValue
from data.kinds import Field, builtin_kinds
from data.kinds.values import read

ZONE = "Asia/Shanghai"
KINDS = builtin_kinds()


def value_of(kind: str, field: str, raw: object) -> object:
    return read(KINDS[kind].field(field), raw, ZONE)


@pytest.mark.parametrize(
    "raw", [None, "", "  ", "-", "—", "——", "无", "/", "／", "－", "N/A", "null", float("nan"), "\u3000", "\ufeff"]
)
def test_ways_of_writing_nothing_are_empty(raw):
    assert value_of("person", "remark", raw) is None


def test_empty_in_a_required_field_names_the_field():
    with pytest.raises(InvalidValue, match="姓名") as told:
        value_of("person", "name", " — ")
    assert told.value.field == "name"


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        (" 陈小明 ", "陈小明"),
        ("３０１", "301"),
        ("ＡＢ座", "AB座"),
        ("金沙小区（北区）", "金沙小区（北区）"),
        ("陈\n小明", "陈 小明"),
        ("a\u200bb", "ab"),
        (301.0, "301"),
        (301, "301"),
    ],
)
def test_text_is_trimmed_and_letters_made_narrow(raw, wanted):
    assert value_of("building", "name", raw) == wanted


def test_notes_keep_their_lines():
    assert value_of("person", "remark", " 一\r\n二  \r三 ") == "一\n二\n三"


@pytest.mark.parametrize(
    "raw",
    [
        "2024年5月6日",
        "2024.5.6",
        "2024/5/6",
        "2024-05-06",
        "20240506",
        "２０２４－０５－０６",
        "2024年05月06号",
        "2024 - 5 - 6",
        20240506,
        45418,
        45418.0,
        dt.date(2024, 5, 6),
        dt.datetime(2024, 5, 6, 23, 59),
        "2024-05-06 00:00:00",
        "2024/5/6 0:00",
        "2024.5.6",
        "2024 5 6",
        "2024、5、6",
        "2024/5/6 下午3:05",
        "2024年5月6日 星期一 下午3点半",
        "二〇二四年五月六日",
        "二零二四年五月六号",
        "二○二四年 五月 六日 下午3时",
        "45418",
        "45418.628",
        "\u200b2024\u00a0年5月6日\u3000",
    ],
)
def test_dates_in_the_usual_ways(raw):
    assert value_of("residence", "since", raw) == "2024-05-06"


@pytest.mark.parametrize(
    "raw", ["2024-02-30", "2024年5月", "24/5/6", "5/6/2024", "5月6日", "明天", "4541", True, "2024-13-01", "20241301", 0, -3, 1e12]
)
def test_what_is_no_full_date_is_told(raw):
    with pytest.raises(InvalidValue, match="入住日期"):
        value_of("residence", "since", raw)


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [("二〇一九年十二月三十一日", "2019-12-31"), ("一九八五年三月廿一日", "1985-03-21"), ("二〇〇〇年十月十日", "2000-10-10"),
     ("二〇二四年一月二十日", "2024-01-20"), ("二〇二四年十一月卅日", "2024-11-30")],
)  # fmt: skip
def test_dates_in_chinese_numerals(raw, wanted):
    assert value_of("residence", "since", raw) == wanted


WRONG_DAYS = ["二〇二四年十三月一日", "二〇二四年二月三十日", "二四年五月六日", "二〇二四年五月六六日", "二〇二四年五月十廿日"]


@pytest.mark.parametrize("raw", WRONG_DAYS)
def test_what_is_no_date_in_chinese_numerals(raw):
    with pytest.raises(InvalidValue):
        value_of("residence", "since", raw)


@pytest.mark.parametrize("raw", ["张\ufffd", "锟斤拷锟斤拷", "金沙\ufffd小区"])
@pytest.mark.parametrize("field", ["name", "remark", "work"])
def test_lost_characters_are_never_kept(field, raw):
    with pytest.raises(InvalidValue, match="�"):
        value_of("person", field, raw)


def test_day_and_month_are_told_apart_where_only_one_can_be():
    assert value_of("residence", "since", "13/05/2024") == value_of("residence", "since", "05/13/2024") == "2024-05-13"


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("2024-05-06 13:47", "05:47:00"),
        ("2024/5/6 13:47:05", "05:47:05"),
        ("2024年5月6日13时47分5秒", "05:47:05"),
        ("2024年5月6日 13点", "05:00:00"),
        ("2024-05-06 下午1:47", "05:47:00"),
        ("2024-05-06 1:47 PM", "05:47:00"),
        ("20240506134705", "05:47:05"),
        ("202405061347", "05:47:00"),
        ("2024-05-06T13:47:00", "05:47:00"),
        ("2024-05-06T05:47:00Z", "05:47:00"),
        ("2024-05-06T07:47:00+02:00", "05:47:00"),
        ("2024-05-06 13：47", "05:47:00"),
        ("2024-05-06 13:47:05.250", "05:47:05"),
        (dt.datetime(2024, 5, 6, 13, 47), "05:47:00"),
        (dt.datetime(2024, 5, 6, 5, 47, tzinfo=dt.UTC), "05:47:00"),
        (45418 + (13 * 60 + 47) / 1440, "05:47:00"),
        ("2024年5月6日 周一 13:47", "05:47:00"),
    ],
)
def test_times_are_read_in_the_zone_and_kept_in_utc(raw, wanted):
    assert value_of("case", "reported_at", raw) == f"2024-05-06T{wanted}Z"


def test_a_day_alone_is_its_midnight():
    assert value_of("case", "reported_at", "2024-05-06") == "2024-05-05T16:00:00Z"


@pytest.mark.parametrize("raw", ["13:47", "2024-05-06 25:00", "2024-05-06 13:61", "2024-05-06 abc", "昨天晚上", "2024-05-06 24:01"])
def test_what_is_no_time_is_told(raw):
    with pytest.raises(InvalidValue, match="报警时间"):
        value_of("case", "reported_at", raw)


@pytest.mark.parametrize(
    ("kind", "field", "raw", "wanted"),
    [
        ("building", "storeys", "7层", 7),
        ("building", "storeys", "七层", 7),
        ("building", "storeys", "十二", 12),
        ("building", "storeys", 7.0, 7),
        ("building", "storeys", "7.0", 7),
        ("building", "height", "21米", 21.0),
        ("building", "height", "21 m", 21.0),
        ("building", "height", "2100cm", 21.0),
        ("building", "height", "0.1公里", 100.0),
        ("organisation", "staff", "1,234人", 1234),
        ("organisation", "staff", "１，２３４", 1234),
        ("organisation", "staff", "约50人", 50),
        ("camera", "bearing", "90°", 90.0),
        ("camera", "bearing", "90度", 90.0),
        ("dwelling", "area", "89.5㎡", 89.5),
        ("dwelling", "area", "89.5平方米", 89.5),
        ("dwelling", "storey", "B1", -1),
        ("dwelling", "storey", "地下2层", -2),
        ("dwelling", "storey", "负一层", -1),
        ("dwelling", "storey", "3F", 3),
        ("building", "base", "-1.5", -1.5),
    ],
)
def test_numbers_with_separators_units_and_numerals(kind, field, raw, wanted):
    value = value_of(kind, field, raw)
    assert value == wanted
    assert type(value) is type(wanted)


@pytest.mark.parametrize(
    ("field", "raw"),
    [
        ("height", "21层"),
        ("height", "高"),
        ("storeys", 7.5),
        ("storeys", "7.5"),
        ("storeys", "1,2"),
        ("storeys", True),
        ("height", "1e999"),
    ],
)
def test_what_is_no_number_is_told(field, raw):
    with pytest.raises(InvalidValue):
        value_of("building", field, raw)


@pytest.mark.parametrize("raw", ["-1", 201, "1,234"])
def test_a_number_out_of_range_is_told_its_range(raw):
    with pytest.raises(InvalidValue, match="0 到 200"):
        value_of("building", "storeys", raw)


@pytest.mark.parametrize("raw", ["vehicle_theft", "盗窃车辆", "Vehicle Theft", "auto  theft", "盗车", " AUTO THEFT "])
def test_choices_by_value_label_and_alias(raw):
    assert value_of("case", "type", raw) == "vehicle_theft"


def test_an_unknown_choice_is_told_what_there_is():
    with pytest.raises(InvalidValue, match="男、女"):
        value_of("person", "gender", "其它")


def test_every_choice_of_every_kind_is_read_by_value_and_both_labels():
    for kind in KINDS.values():
        for field in kind.fields.values():
            for choice in field.choices:
                for word in (choice.value, *choice.labels.values()):
                    assert read(field, word, ZONE) == choice.value, (kind.name, field.name, word)


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("139 1234 6027", "13912346027"),
        ("139-1234-6027", "13912346027"),
        ("+86 13912346027", "13912346027"),
        ("0086-139 1234 6027", "13912346027"),
        ("8613912346027", "13912346027"),
        (13912346027, "13912346027"),
        (13912346027.0, "13912346027"),
        ("１３９１２３４６０２７", "13912346027"),
        ("010-62551234", "010-62551234"),
        ("(0755) 8255 1234", "0755-82551234"),
        ("01062551234", "010-62551234"),
        ("+86 10 6255 1234", "010-62551234"),
        ("0871-6255123", "0871-6255123"),
        ("62551234", "62551234"),
        ("010-62551234转801", "010-62551234-801"),
        ("110", "110"),
        (1062551234, "010-62551234"),
        (75582551234.0, "0755-82551234"),
        ("400-123-4567", "4001234567"),
        ("+33 1 23 45 67 89", "+33123456789"),
    ],
)
def test_phones_come_to_one_form(raw, wanted):
    assert value_of("force", "phone", raw) == wanted


@pytest.mark.parametrize("raw", ["1391234602", "139123460271", "12912346027", "电话", "010", 1.39e20])
def test_what_is_no_phone_is_told(raw):
    with pytest.raises(InvalidValue, match="电话"):
        value_of("force", "phone", raw)


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [("是", True), ("否", False), ("Yes", True), ("no", False), (1, True), (0.0, False), ("√", True), (False, False)],
)
def test_yes_and_no(raw, wanted):
    assert value_of("road", "oneway", raw) is wanted


def test_room_numbers_that_became_dates_are_told():
    with pytest.raises(InvalidValue, match="当成了日期"):
        value_of("dwelling", "room", dt.datetime(2024, 5, 2))


def test_licences_that_lost_digits_are_told():
    with pytest.raises(InvalidValue, match="丢失"):
        value_of("shop", "licence", 9.901010000000001e17)


@pytest.mark.parametrize("raw", ["rtsp://10.0.0.1:554/1", "https://a.example/x?y", "192.168.1.5", "192.168.1.5:554/ch1"])
def test_addresses_of_streams(raw):
    assert value_of("camera", "stream", raw) == raw


@pytest.mark.parametrize("raw", ["javascript://x", "javascript:alert(1)", "file:///etc/passwd", "abc", "rtsp:// a"])
def test_what_is_no_address_or_could_do_harm_is_refused(raw):
    with pytest.raises(InvalidValue):
        value_of("camera", "stream", raw)


def test_a_sensitive_value_is_not_repeated_in_the_complaint():
    with pytest.raises(InvalidValue) as told:
        value_of("person", "phone", "139123460271")
    assert "139123460271" not in told.value.message


def test_a_link_is_a_number():
    link = Field("building", "link", {"zh": "建筑", "en": "Building"}, to=("building",))
    assert read(link, "#12", ZONE) == read(link, 12.0, ZONE) == 12
    with pytest.raises(InvalidValue):
        read(link, "5栋", ZONE)
