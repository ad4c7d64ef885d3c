"""Which known compound a written name means: as it is, by alias, cut short, sounding the same, or with a slip of the pen."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from data.exchange.addresses.book import LEFT_OFF, Places, short
from data.i18n import tr

# Names that differ in one of these name different places: 金沙一期 and 金沙二期, 东苑 and 西苑.
TELLING = re.compile(r"[0-9A-Z一二三四五六七八九十东南西北中新老上下前后大小内外]")
# A known name counts at the end of a longer one only behind one of these: 金沙街道金沙小区, but not 新金沙小区.
BEFORE = re.compile(
    r"(?:[省市区县州盟旗镇乡村]|街道|办事处|办|居委会|居民委员会|村委会|社区|大道|路|街|巷|[号弄院组队]|旁|内|里的|的|派出所|辖区|警务室)\Z"
)

WITHIN = re.compile(r"(?:里面|内|的)+\Z")  # 金沙小区内5栋


@dataclass(frozen=True, slots=True)
class Named:
    """A known name that a written one means, how surely and why if not plainly; ``others`` are names it could also be."""

    name: str | None = None
    sure: float = 0.0
    why: str = ""
    others: tuple[str, ...] = ()


class CompoundNames:
    """The compounds of a station by what people write for them."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._seen: dict[tuple[str, str], Named] = {}

    def find(self, raw: str, head: str) -> Named:
        """Return the compound that a name means; ``head`` is the name with all that stands before it. Both are keys."""
        if raw in self._places.compounds:
            return Named(raw, 1.0)
        found = self._seen.get((raw, head))
        if found is None:
            found = self._seen[raw, head] = self._look(raw, head)
        return found

    def _look(self, raw: str, head: str) -> Named:
        within = WITHIN.sub("", raw)
        if not within or within in self._places.compounds:
            return Named(within or None, 0.95)
        alias = self._places.alias_compounds.get(raw) or self._places.alias_compounds.get(head)
        if alias is not None:
            return Named(alias, 0.95, tr("“{alias}”是“{name}”的别名", alias=raw, name=alias))
        endings = [c for c in self._places.compounds if head.endswith(c)]
        if endings:
            return self._ending(max(endings, key=len), head)
        shorter = self._places.short_names.get(short(raw), set()) or self._left_off(raw)
        if len(shorter) == 1:
            name = next(iter(shorter))
            return Named(name, 0.92, tr("小区名省写，应为“{name}”", name=name))
        if shorter:
            return Named(others=tuple(sorted(shorter)), why=tr("“{name}”可以是 {n} 个小区", name=raw, n=len(shorter)))
        found = alike(raw, self._places.compounds)
        longer = () if found.name or found.others else tuple(c for c in self._places.compounds if raw.startswith(c))
        return Named(others=longer) if longer else found

    def _left_off(self, raw: str) -> set[str]:
        """Return the compounds that a name begins, if one of them is it but for a word like 新村."""
        begun = {c for c in self._places.compounds if len(raw) >= 2 and c.startswith(raw)}
        return begun if begun & self._places.bare_names.get(raw, set()) else set()

    def _ending(self, name: str, head: str) -> Named:
        before = head.removesuffix(name)
        if BEFORE.search(before) or any(before.endswith(c) for c in self._places.compounds) or before in self._places.streets:
            return Named(name, 0.97)
        if _doubled(head, name):
            return Named(name, 0.85, tr("名称有笔误，应为“{name}”", name=name))
        return Named(others=(name,), why=tr("写的是“{said}”，辖区里只有“{name}”", said=head, name=name))


def alike(raw: str, names: Collection[str], *, strict: bool = False) -> Named:
    """Return the one name that sounds the same or is nearly the same: a slip of the pen, not another place.

    ``strict`` takes no sign more or less for a slip: 中国再保险大厦 is not 中国保险大厦.
    """
    if raw.isascii():
        said = raw.replace("-", "")
        spelled = [c for c in names if len(said) >= 6 and _letters(c) == said]
        return Named(spelled[0], 0.85, tr("拼音与“{name}”相符", name=spelled[0])) if len(spelled) == 1 else Named()
    sounding = [c for c in names if len(c) == len(raw) >= 3 and _sounds_alike(c, raw)]
    if len(sounding) == 1:
        return Named(sounding[0], 0.9, tr("名称同音，应为“{name}”", name=sounding[0]))
    if len(raw) < 4:
        return Named(others=tuple(sounding))
    near = [n for n, _, _ in process.extract(raw, list(names), scorer=OSA.distance, score_cutoff=1, limit=3)]
    slips = [n for n in near if _slip(raw, n, strict=strict)]
    if len(slips) == 1 and len(near) == 1:
        return Named(slips[0], 0.85, tr("名称有笔误，应为“{name}”", name=slips[0]))
    return Named(others=tuple(near))


def _slip(raw: str, name: str, *, strict: bool) -> bool:
    """Whether two names one step apart are one: signs in another order, one written twice, one left out.

    Another sign in place of one, or one more, is another name (碧水云天 and 碧水蓝天) unless the name is long.
    """
    if Counter(raw) == Counter(name):
        return not re.search(r"[0-9A-Z一二三四五六七八九十]", "".join(a + b for a, b in zip(raw, name, strict=True) if a != b))
    if len(raw) > len(name):
        return _doubled(raw, name)
    if strict or _tells_apart(raw, name):
        return False
    return len(short(name, LEFT_OFF)) >= 5 if len(raw) == len(name) else len(name) >= 4


def _doubled(longer: str, name: str) -> bool:
    """Whether the longer name only repeats a sign."""
    return any(longer[:i] + longer[i + 1 :] == name and longer[i] == longer[i - 1] for i in range(1, len(longer)))


def _sounds_alike(one: str, other: str) -> bool:
    """Whether names of one length sound the same, sign by sign in any of its readings: 大厦 and 大夏."""
    return all(a == b or (not a.isascii() and bool(_sounds(a) & _sounds(b))) for a, b in zip(one, other, strict=True))


@lru_cache(maxsize=8192)
def _sounds(sign: str) -> frozenset[str]:
    from pypinyin import Style, pinyin  # reads its dictionaries when loaded

    return frozenset(pinyin(sign, style=Style.NORMAL, heteronym=True)[0])


@lru_cache(maxsize=8192)
def _letters(name: str) -> str:
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(name)).upper()


def _tells_apart(one: str, other: str) -> bool:
    """Whether two names differ in a word that tells places apart."""
    return any(TELLING.search(one[a:b] + other[c:d]) for action, a, b, c, d in _changes(one, other) if action != "equal")


def _changes(one: str, other: str) -> Iterable[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
