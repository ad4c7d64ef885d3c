"""Invented names of people, and numbers that are well formed but belong to nobody."""

from __future__ import annotations

import random
from itertools import accumulate

# Surnames with roughly their share in thousandths, so that a list reads like a real register.
SURNAMES = (
    "王71 李72 张68 刘54 陈45 杨31 黄22 赵23 吴20 周21 徐15 孙15 马13 朱13 胡12 郭11 何11 "
    "林11 高10 罗9 郑9 梁8 谢8 宋8 唐7 许7 韩7 邓6 冯6 "
    "曹6 彭6 曾6 肖6 田5 董5 潘5 袁5 蔡5 蒋5 "
    "余5 于5 杜5 叶5 程5 魏5 苏5 吕4 丁4 任4 卢4 姚4 沈4 钟4 姜4 崔4 谭4 陆4 范3 汪3 廖3 石3 金3 韦3 贾3 夏3 "
    "付3 方3 邹3 熊3 白3 孟3 秦3 邱3 侯3 江3 尹3 薛3 闫3 段3 雷3 龙3 黎3 史2 陶2 贺2 毛2 郝2 顾2 龚2 邵2 万2 欧阳1 司徒1 上官1"
)
MALE = "伟强磊军洋勇杰涛明超刚平辉鹏华飞鑫波斌宇浩凯健俊帆帅旭宁龙林亮成东峰志建国文海波永庆生安福德昌荣贵"
FEMALE = "芳娜敏静丽艳娟霞秀燕玲桂英梅莉红云洁颖琳婷雪慧莹倩萍蓉凤兰菊珍琴玉淑华春月香清素惠"
YOUNG = "子梓浩宇轩涵欣怡雨晨诺依睿泽沐辰一可佳思语嘉奕瑞航博皓铭乐"
LOOSE_PLACES = ("云岭县", "临江县", "青山县", "白石县", "石门县", "东坝县", "柳河县", "平湖县")

_FAMILY = [s.rstrip("0123456789") for s in SURNAMES.split()]
_SHARES = list(accumulate(int(s[len(n) :]) for s, n in zip(SURNAMES.split(), _FAMILY, strict=True)))
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"


def surname(dice: random.Random) -> str:
    """Return a surname by its share."""
    return dice.choices(_FAMILY, cum_weights=_SHARES)[0]


def given(dice: random.Random, gender: str, age: int) -> str:
    """Return a given name of one or two characters, in the taste of the birth years."""
    own = MALE if gender == "male" else FEMALE
    if age < 22 and dice.random() < 0.75:
        return dice.choice(YOUNG) + (dice.choice(YOUNG) if dice.random() < 0.6 else dice.choice(own))
    single = 0.34 if 30 <= age < 58 else 0.15
    return dice.choice(own) if dice.random() < single else dice.choice(own) + dice.choice(own)


def identity_number(region: str, birth: str, sequence: int) -> str:
    """Return a number of the form of GB 11643 with its check digit; regions 99xxxx are assigned to no place."""
    body = f"{region}{birth.replace('-', '')}{sequence:03d}"
    return body + _CHECK[sum(int(c) * w for c, w in zip(body, _WEIGHTS, strict=True)) % 11]


class Numbers:
    """Hands out numbers that never repeat within a town."""

    def __init__(self) -> None:
        self._sequences: dict[str, int] = {}
        self._next: dict[str, int] = {}

    def count(self, what: str) -> int:
        """Return 1, 2, 3 ... for each thing counted."""
        self._next[what] = self._next.get(what, 0) + 1
        return self._next[what]

    def identity(self, region: str, birth: str, gender: str) -> str:
        """Return the next identity number of a birth date: odd sequence for men, even for women."""
        key = region + birth + gender
        turn = self._sequences.get(key, 0)
        self._sequences[key] = turn + 1
        step = (turn * 2 + int(birth[-2:]) * 14) % 998
        return identity_number(region, birth, step + (1 if gender == "male" else 2))

    def phone(self) -> str:
        """Return a mobile number of the block 169, scattered so that neighbours in a list differ."""
        return f"169{(self.count('phone') * 76_540_123 + 20_260_117) % 100_000_000:08d}"

    def licence(self) -> str:
        """Return an 18-character licence number of the invented region 990000, marked with Y for invented."""
        return f"92990000MA{self.count('licence'):07d}Y"
