"""Why somebody is proposed or not, in words."""

from __future__ import annotations

from collections.abc import Sequence

from data.duty.dispatch.forces import FAR, Vehicle, vehicles_of
from data.duty.dispatch.place_names import near_words
from data.duty.dispatch.speeds import mode_label
from data.duty.dispatch.travel import Travel
from data.duty.dispatch.values import Need, Offer, Suggestion
from data.duty.dispatch.words import distance_words, seconds_words
from data.duty.forces.skills import label_of
from data.duty.forces.standing import age_said
from data.i18n import tr
from data.store.station import Station

SAID = 3  # cases of one kind that a note names


def reasons_of(offer: Offer, needs: Sequence[Need], climb_seconds: float = 0.0, travel: Travel | None = None) -> tuple[str, ...]:
    """Return what speaks for and against a force, the most important first.

    With ``travel`` it is told of those proposed where their vehicle is.
    """
    force = offer.force
    near = vehicle_near(travel, force.vehicle) if travel is not None and offer.chosen is not None else ""
    found = [_time_said(offer, climb_seconds), *_needs_said(offer, needs), vehicle_said(force.vehicle, near),
             tr("班组：{team}", team=force.team) if force.team else "", duty_said(force.duty), force.load.said]  # fmt: skip
    if force.standing.known:
        found.append(tr("定位：{said}", said=force.standing.said))
    return tuple(word for word in found if word)


def _time_said(offer: Offer, climb_seconds: float) -> str:
    if offer.seconds is None:
        return {
            "no_position": tr("没有定位，算不出路程"), "no_road": tr("从所在位置没有路通到这里"),
            "far": tr("定位在 {distance}以外，不在辖区", distance=distance_words(FAR)), "no_place": tr("警情地点不明，算不出路程"),
        }[offer.cannot or "no_road"]  # fmt: skip
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


def vehicle_said(vehicle: Vehicle | None, near: str = "") -> str:
    """Return what somebody is on in words: its name and plate, who is on it, and near what it is; "" for those on foot."""
    if vehicle is None:
        return ""
    called = tr("{name}（{plate}）", name=vehicle.name, plate=vehicle.plate) if vehicle.plate else vehicle.name
    said = tr("乘{vehicle}", vehicle=called)
    if len(vehicle.crew) > 1:
        said = tr("{said}，车上 {n} 人：{crew}", said=said, n=len(vehicle.crew), crew=tr("、").join(vehicle.crew))
    if near:
        said = tr("{said}，车在{near}", said=said, near=near)
    return said if vehicle.usable else tr("{said}，车在维修", said=said)


def vehicle_near(travel: Travel, vehicle: Vehicle | None) -> str:
    """Return near what a vehicle is in words, "" where nobody knows."""
    if vehicle is None or vehicle.lon is None or vehicle.lat is None:
        return ""
    return near_words(travel, travel.local(vehicle.lon, vehicle.lat))


def covers_of(offers: Sequence[Offer], needs: Sequence[Need]) -> tuple[str, ...]:
    """Return a sentence for each need that is met: who, of which team, on which vehicle, in what time."""
    found = []
    for number, need in enumerate(needs):
        them = tr("、").join(_who_said(o) for o in offers if o.chosen == number)
        if them:
            found.append(tr("{need}：{who}", need=need.said, who=them))
    return tuple(found)


def _who_said(offer: Offer) -> str:
    force = offer.force
    along = [force.team, force.vehicle.name if force.vehicle is not None else "", offer.time_said]
    return tr("{name}（{along}）", name=force.name, along=tr("，").join(a for a in along if a))


def spare_vehicles(station: Station, travel: Travel, found: Suggestion) -> tuple[str, ...]:
    """Return a sentence for each need of a vehicle that is not met, naming those that stand ready with nobody on them."""
    notes = []
    for number, need in enumerate(found.needs):
        if not need.vehicles or sum(1 for o in found.offers if o.chosen == number) >= need.count:
            continue
        ready = [v for v in vehicles_of(station).values() if v.usable and v.type in need.vehicles and not v.crew]
        if ready:
            names = [tr("{name}（{near}）", name=v.name, near=near) if (near := vehicle_near(travel, v)) else v.name for v in ready]
            notes.append(tr("{need}：待用而无人的车有 {names}", need=need.said, names=tr("、").join(names[:SAID])))
    return tuple(notes)


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
    elif offer.cannot == "far":
        found.append(tr("{name} 的定位在外地（可能定位有误），请先问清在哪里", name=force.name))
    elif offer.cannot == "no_road":
        found.append(tr("{name} 所在的路与这里不相通（路网断开），请先核对道路", name=force.name))
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
    cut_off = sum(o.cannot == "no_road" for o in found.offers)
    known = [o for o in found.offers if o.force.standing.known]
    if found.offers and not known:
        notes.append(tr("在岗的 {n} 名力量都没有定位，排不出谁先到：先问清在哪里，或直接选人派", n=len(found.offers)))
    elif len(known) < len(found.offers):
        notes.append(tr("{n} 名力量没有定位，不知道多久能到，列在后面", n=len(found.offers) - len(known)))
    if known and all(o.cannot in ("no_road", "far") for o in known):
        notes.append(tr("这个地方没有路与任何力量相通"))
    elif cut_off and len(travel.edges.lines):
        notes.append(tr("路网断成几块：有 {n} 名力量与这里不相通，算不出路程，请核对道路", n=cut_off))
    return tuple(notes)
