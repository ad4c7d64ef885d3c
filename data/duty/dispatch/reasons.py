"""Why somebody is proposed or not, in words."""

from __future__ import annotations

from collections.abc import Sequence

from data.duty.dispatch.speeds import mode_label
from data.duty.dispatch.travel import Travel
from data.duty.dispatch.values import Need, Offer, Suggestion
from data.duty.dispatch.words import distance_words, seconds_words
from data.duty.forces.skills import label_of
from data.duty.forces.standing import age_said
from data.i18n import tr
from data.store.station import Station

SAID = 3  # cases of one kind that a note names


def reasons_of(offer: Offer, needs: Sequence[Need], climb_seconds: float = 0.0) -> tuple[str, ...]:
    """Return what speaks for and against a force, the most important first."""
    force = offer.force
    found = [_time_said(offer, climb_seconds), *_needs_said(offer, needs), duty_said(force.duty), force.load.said]
    if force.standing.known:
        found.append(tr("定位：{said}", said=force.standing.said))
    return tuple(word for word in found if word)


def _time_said(offer: Offer, climb_seconds: float) -> str:
    if offer.seconds is None:
        return {"no_position": tr("没有定位，算不出路程"), "no_road": tr("从所在位置没有路通到这里")}[offer.cannot or "no_road"]
    words = {"mode": mode_label(offer.force.mode), "time": seconds_words(offer.seconds)}
    said = tr("{mode} {time}", **words)
    if offer.metres is not None:
        said = tr("{mode} {time}，{distance}", **words, distance=distance_words(offer.metres))
    return said if climb_seconds < 1 else tr("{way}（含上楼 {climb}）", way=said, climb=seconds_words(climb_seconds))


def _needs_said(offer: Offer, needs: Sequence[Need]) -> list[str]:
    if not needs:
        return []
    if offer.chosen is not None:
        return [tr("担任：{need}", need=needs[offer.chosen].said)]
    if offer.fits:
        return [tr("可以担任：{needs}", needs=tr("、").join(dict.fromkeys(needs[i].said for i in offer.fits)))]
    lacking = sorted({label_of(skill) for need in needs for skill in need.skills - offer.force.skills})
    return [tr("不具备：{skills}", skills=tr("、").join(lacking))] if lacking else [tr("不在预案要的力量之内")]


def duty_said(duty: str) -> str:
    """Return the state of a force in words."""
    words = {"free": tr("空闲"), "sent": tr("已派往另一警情"), "on_the_way": tr("正赶往另一警情"), "on_scene": tr("正在现场处置"),
             "busy": tr("忙，没有空"), "off": tr("已下班")}  # fmt: skip
    return words.get(duty, duty)


def warnings_of(offer: Offer) -> tuple[str, ...]:
    """Return what must not be overlooked about a force before it is sent."""
    force, found = offer.force, []
    if not force.free:
        found.append(tr("{name} {state}，改派须由您决定", name=force.name, state=duty_said(force.duty)))
    if offer.cannot == "no_position":
        found.append(tr("{name} 没有定位，请先问清在哪里", name=force.name))
    elif offer.cannot == "no_road":
        found.append(tr("{name} 的定位不通到这里（可能在外地或定位有误）", name=force.name))
    elif force.standing.level in ("stale", "lost"):
        found.append(tr("{name} 的定位是{age}的，可能已不在原处", name=force.name, age=age_said(force.standing.age)))
    if force.ahead:
        found.append(tr("{name} 的设备时钟快了 {time}，定位时间不可信", name=force.name, time=seconds_words(force.ahead)))
    return tuple(found)


def shortage(offers: Sequence[Offer], needs: Sequence[Need]) -> tuple[str, ...]:
    """Return a sentence for each need that is not met, naming who could meet it but is busy."""
    found = []
    for number, need in enumerate(needs):
        missing = need.count - sum(1 for o in offers if o.chosen == number)
        if missing <= 0:
            continue
        busy = [o for o in offers if not o.force.free and number in o.fits and o.seconds is not None]
        said = tr("{need}还缺 {n} 个", need=need.said, n=missing)
        if busy:
            first = busy[0]
            said = tr("{short}；最近的是{name}（{state}，{time}）", short=said, name=first.force.name,
                      state=duty_said(first.force.duty), time=first.time_said)  # fmt: skip
        found.append(said)
    return tuple(found)


def notes_of(station: Station, travel: Travel, found: Suggestion) -> tuple[str, ...]:
    """Return what is good to know about the whole suggestion: roads missing, gates whose hours nobody can read."""
    notes = []
    if not len(travel.edges.lines):
        notes.append(tr("还没有道路，不能按路程排序：请先导入道路"))
    faulty = [gate.name for gate in travel.gates.gates if gate.faulty]
    if faulty:
        names = tr("、").join(faulty[:SAID])
        notes.append(tr("{n} 处门禁的开放时间看不懂，按常开计算：{names}", n=len(faulty), names=names))
    if found.offers and all(o.cannot == "no_road" for o in found.offers if o.force.standing.known):
        notes.append(tr("这个地方没有路与任何力量相通"))
    return tuple(notes)
