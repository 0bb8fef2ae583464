"""建议名单: who is inside each award pool and at which level, as the rules make it of the places."""

from collections.abc import Sequence
from math import lcm

from judging.core.scoring.awards import needed
from judging.core.scoring.pool import Pool

from .cells import Content, Placed, Span, live, quoted
from .composites import TrackPlaces
from .pages import Book, Column, Page, span
from .parameters import Parameters, decimals
from .sources import Prizes, Sources

NOTES = ("入围：1 是，0 否。等次按次序从高到低排满为止。会议决定的名单以决定为准，这里是按规则算出的建议。",)
AWARDED = "获奖"
DECIDED = "会议的决定，不是算出来的"
FLOORS = "几条占比下限依次换人后的结果，由程序算出；每条下限补入谁、换出谁写在获奖建议名单上"


class Candidates:
    """The ranked of a pool's tracks, a line each; the columns that all ways of allotting read."""

    def __init__(self, page: Page, sources: Sources, parameters: Parameters, found: Sequence[TrackPlaces]):
        lines = [(each, entrant) for each in found for entrant in each.place]
        self.lines, self.page = lines, page
        self.tracks = {each.track.id: n for n, each in enumerate(found, 1)}
        page.stated("组别", "name", (each.track.name for each, _ in lines))
        page.stated("编号", "id", (entrant for _, entrant in lines))
        names = (sources.entrant(each.track.id, entrant) for each, entrant in lines)
        page.stated("参赛对象", "name", names)
        numbers = (Content(self.tracks[each.track.id]) for each, _ in lines)
        self.track = page.column(Column("组别序号", "units"), numbers)
        places = [each.place[entrant] for each, entrant in lines]
        self.place = page.column(Column("名次", "place"), [live("{p}", p.units, p=p) for p in places])
        self.composite = self._composites(parameters, found)

    def _composites(self, parameters: Parameters, found: Sequence[TrackPlaces]) -> list[Placed]:
        """In one unit for all tracks."""
        scale = lcm(*(each.scale.units for each in found))
        names = {f"n{n}": each.scale for n, each in enumerate(found)}
        all_of = ",".join(f"{{{name}}}" for name in names)
        contents = []
        for each, entrant in self.lines:
            cell = each.composite[entrant]
            value = cell.units * (scale // each.scale.units)
            contents.append(live(f"{{c}}*(LCM({all_of})/{{s}})", value, c=cell, s=each.scale, **names))
        return self.page.column(Column("综合成绩（整数）", "units"), contents)

    def position(self, among: Sequence[Placed] | None = None) -> list[Content]:
        """1 + how many stand before by composite, in one track by place; *among*: only of those inside."""
        return [self._position(row, among, by_place=False) for row in range(len(self.lines))]

    def by_place(self, among: Sequence[Placed]) -> list[Content]:
        """Likewise by place, at the same place by composite."""
        return [self._position(row, among, by_place=True) for row in range(len(self.lines))]

    def _position(self, row: int, among: Sequence[Placed] | None, *, by_place: bool) -> Content:
        inside = "{i},1," if among else ""
        if by_place:
            formula = (
                f'1+COUNTIFS({inside}{{p}},"<"&{{own}})+COUNTIFS({inside}{{p}},{{own}},{{c}},">"&{{best}})'
            )
        else:
            formula = (
                f'1+COUNTIFS({inside}{{c}},">"&{{best}})'
                f'+COUNTIFS({inside}{{c}},{{best}},{{t}},{{of}},{{p}},"<"&{{own}})'
            )
        value = 1 + sum(self.is_before(n, row, by_place=by_place) for n in self._rows(among))
        inputs: dict[str, Placed | Span] = {"p": span(self.place), "c": span(self.composite)}
        inputs |= {"t": span(self.track), "own": self.place[row], "best": self.composite[row]}
        inputs |= {"of": self.track[row]} | ({"i": span(among)} if among else {})
        return live(formula, value, **inputs)

    def _rows(self, among: Sequence[Placed] | None) -> list[int]:
        return [n for n in range(len(self.lines)) if among is None or among[n].units]

    def is_before(self, one: int, other: int, *, by_place: bool = False) -> bool:
        places = self.place[one].units, self.place[other].units
        composites = self.composite[one].units, self.composite[other].units
        if by_place:
            return places[0] < places[1] or (places[0] == places[1] and composites[0] > composites[1])
        same = composites[0] == composites[1] and self.track[one].units == self.track[other].units
        return composites[0] > composites[1] or (same and places[0] < places[1])


def prizes_page(
    book: Book, sources: Sources, parameters: Parameters, prizes: Prizes, found: Sequence[TrackPlaces]
) -> None:
    """Writes the worksheet of a pool: its candidates, and what the rules make of them once all is settled."""
    pool, notes = prizes.pool, list(NOTES)
    if prizes.open is not None:
        notes.append(f"还没有定下来：{prizes.open}")
    page = book.page(pool.name, f"{pool.name}：建议名单", notes)
    candidates = Candidates(page, sources, parameters, found)
    if prizes.open is None:
        _allot(page, parameters, prizes, candidates)
    if prizes.decided:
        levels = {(each.track, each.entrant): each.level or AWARDED for each in prizes.decided}
        lines = (levels.get((each.track.id, entrant), "") for each, entrant in candidates.lines)
        page.column(Column("会议决定", "text"), (Content(said, note=said and DECIDED) for said in lines))


def _allot(page: Page, parameters: Parameters, prizes: Prizes, candidates: Candidates) -> None:
    pool, levels = prizes.pool, {(a.track, a.entrant): a.level or "" for a in prizes.awards}
    own = [levels.get((each.track.id, entrant)) for each, entrant in candidates.lines]
    if pool.allocate == "quota":
        contents = _by_quota(parameters, pool, candidates, own)
    else:
        contents = _merged(page, parameters, pool, candidates, own)
    inside = page.column(Column("入围", "place"), contents)
    order = candidates.by_place(inside) if pool.allocate == "quota" else candidates.position(inside)
    numbers = page.column(Column("入围次序", "units"), order)
    counts = [parameters.whole((pool.name,), f"{level.name}（个）", level.count) for level in pool.levels]
    if counts:
        page.column(
            Column("等次", "text"),
            [_level(pool, counts, inside[n], numbers[n], level or "") for n, level in enumerate(own)],
        )


def _by_quota(
    parameters: Parameters, pool: Pool, candidates: Candidates, own: Sequence[str | None]
) -> list[Content]:
    names = {each.track.id: each.track.name for each, _ in candidates.lines}
    quota = {
        track: parameters.whole((pool.name,), f"{name}名额", pool.quota.get(track, 0))
        for track, name in names.items()
    }
    return [
        live("IF({p}<={q},1,0)", int(level is not None), p=candidates.place[n], q=quota[each.track.id])
        for n, ((each, _), level) in enumerate(zip(candidates.lines, own, strict=True))
    ]


def _merged(
    page: Page,
    parameters: Parameters,
    pool: Pool,
    candidates: Candidates,
    own: Sequence[str | None],
) -> list[Content]:
    """By composite; one floor moves the line between its track and the others, several are stated."""
    if len(pool.floors) > 1:
        return [Content(int(level is not None), note=FLOORS) for level in own]
    slots = parameters.whole((pool.name,), "名额", pool.slots)
    position = page.column(Column("合并次序", "units"), candidates.position())
    if not pool.floors:
        return [
            live("IF({n}<={s},1,0)", int(level is not None), n=number, s=slots)
            for number, level in zip(position, own, strict=True)
        ]
    return _floored(page, parameters, pool, candidates, own, (slots, position))


def _floored(
    page: Page,
    parameters: Parameters,
    pool: Pool,
    candidates: Candidates,
    own: Sequence[str | None],
    known: tuple[Placed, Sequence[Placed]],
) -> list[Content]:
    """The floored track has its share of the slots or, if by composite it has more, these."""
    slots, position = known
    floor = pool.floors[0]
    number = candidates.tracks[floor.track]
    least = _least(parameters, pool, slots)
    taken = sum(
        t.units == number and p.units <= slots.units for t, p in zip(candidates.track, position, strict=True)
    )
    counted = live(
        f'COUNTIFS({{t}},{number},{{p}},"<="&{{s}})',
        taken,
        t=span(candidates.track),
        p=span(position),
        s=slots,
    )
    share = parameters.computed(
        (pool.name,), "其中按综合成绩已在名额内的该组别", counted, "只看综合成绩的合并次序"
    )
    beside = page.column(
        Column("在该组别或其余组别中的次序", "units"),
        [_beside(candidates, row, number) for row in range(len(candidates.lines))],
    )
    contents = []
    for track, place, level in zip(candidates.track, beside, own, strict=True):
        formula = f"IF({{n}}<=IF({{t}}={number},MAX({{k}},{{least}}),{{s}}-MAX({{k}},{{least}})),1,0)"
        contents.append(
            live(formula, int(level is not None), n=place, t=track, k=share, least=least, s=slots)
        )
    return contents


def _least(parameters: Parameters, pool: Pool, slots: Placed) -> Placed:
    """How many slots the floor keeps: rounded up."""
    floor = pool.floors[0]
    places = decimals(floor.share)
    cell = parameters.decimal((pool.name,), "占比下限（%）", floor.share, places)
    whole = 100 * 10**places
    formula = f"INT(({{r}}*{{s}}+{whole - 1})/{whole})"
    return parameters.computed(
        (pool.name,), "占比下限（名）", live(formula, needed(pool, floor.track), r=cell, s=slots), "向上取整"
    )


def _beside(candidates: Candidates, row: int, number: int) -> Content:
    """The position within the floored track, or among all others."""
    is_floored = candidates.track[row].units == number
    rows = [n for n, track in enumerate(candidates.track) if (track.units == number) == is_floored]
    value = 1 + sum(candidates.is_before(n, row) for n in rows)
    sign = "" if is_floored else "<>"
    formula = (
        f'1+COUNTIFS({{t}},"{sign}{number}",{{c}},">"&{{best}})'
        '+COUNTIFS({t},{of},{c},{best},{p},"<"&{own})'
    )
    return live(
        formula,
        value,
        t=span(candidates.track),
        c=span(candidates.composite),
        p=span(candidates.place),
        best=candidates.composite[row],
        own=candidates.place[row],
        of=candidates.track[row],
    )


def _level(pool: Pool, counts: Sequence[Placed], inside: Placed, order: Placed, level: str) -> Content:
    formula, inputs = '""', {f"n{n}": count for n, count in enumerate(counts)}
    for n in reversed(range(len(counts))):
        upto = "+".join(f"{{n{m}}}" for m in range(n + 1))
        formula = f"IF({{o}}<={upto},{quoted(pool.levels[n].name)},{formula})"
    return live(f'IF({{i}}=0,"",{formula})', level, i=inside, o=order, **inputs)
