"""综合与名次: each entrant's composite, rounded once, and the place that the tie chain of the rules gives."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import lcm

from msgspec import Struct

from judging.core.scoring.day import TrackResult
from judging.core.scoring.rulebook import Exactness, Track

from .cells import Content, Placed, live, live_upto
from .composite_rules import TrackCells
from .pages import Book, Column, Page
from .places import chain_words, places, step_words
from .rounding import Ratio, comparable, rounded_to
from .rounds import RoundResult, decimal_of
from .sources import Sources

NOTES = (
    "综合成绩 = Σ 得分×占比÷满分，只在最后取舍一次。",
    "名次 = 1 + 排在前面的个数；综合成绩相同的，依次比后面各列，大的在前。",
    "弃权、缺席、取消资格的不参加排名，列在“不参加排名”一页。",
)
DECIDED = "评委组长决定的先后，写成负数：第 1 位是 -1，大的在前"


class TrackPlaces(Struct, frozen=True):
    """By entrant: the place and the composite in units, and what these units are."""

    track: Track
    place: Mapping[str, Placed]
    composite: Mapping[str, Placed]
    scale: Placed


def track_places(
    book: Book,
    sources: Sources,
    cells: TrackCells,
    rounds: Sequence[RoundResult],
    result: TrackResult,
) -> TrackPlaces:
    """Writes the worksheet, the first place on its first line."""
    track = rounds[0].place.track
    entrants = [standing.entrant for standing in result.standings]
    page = book.page(
        f"{track.name}·综合与名次", f"{track.name}：综合成绩与名次", (*NOTES, chain_words(track))
    )
    page.stated("编号", "id", entrants)
    page.stated("参赛对象", "name", (sources.entrant(track.id, entrant) for entrant in entrants))
    found = _composites(page, track, cells, rounds, entrants)
    rounding = track.composite.rounding
    units = page.column(
        Column("综合成绩（整数）", "units"), [rounded_to(ratio, cells.scale, rounding) for ratio in found]
    )
    shown = [decimal_of(cell, cells.scale, track.composite.places) for cell in units]
    page.column(Column("综合成绩", "score", places=track.composite.places), shown)
    first = units
    if track.composite.rank_on is Exactness.EXACT:
        first = comparable(page, "未取舍的综合成绩", found)
    steps = {step: _key(page, rounds, step, entrants) for step in track.ties if step != "share"}
    numbers = places(page, track, first, steps, result)
    return TrackPlaces(
        track,
        dict(zip(entrants, numbers, strict=True)),
        dict(zip(entrants, units, strict=True)),
        cells.scale,
    )


def _composites(
    page: Page, track: Track, cells: TrackCells, rounds: Sequence[RoundResult], entrants: Sequence[str]
) -> list[Ratio]:
    exact = track.composite.weigh is Exactness.EXACT
    for each in () if exact else rounds:
        scores = [live("{s}", each.final[e].units, s=each.final[e]) for e in entrants]
        page.column(Column(f"{each.place.round.name}（整数）", "units"), scores)
    made = [(_exact if exact else _rounded)(cells, rounds, entrant) for entrant in entrants]
    above = page.column(Column("综合成绩分子", "units"), (above for above, _ in made))
    below = page.column(Column("综合成绩分母", "units"), (below for _, below in made))
    return [Ratio(*pair) for pair in zip(above, below, strict=True)]


def _rounded(cells: TrackCells, rounds: Sequence[RoundResult], entrant: str) -> tuple[Content, Content]:
    """Σ share × score, over one denominator for all."""
    inputs, terms, value = dict[str, Placed](), [], 0
    for n, each in enumerate(rounds):
        share, score = cells.shares[each.place.round.id], each.final[entrant]
        inputs |= {f"w{n}": share, f"s{n}": score}
        terms.append(f"{{w{n}}}*{{s{n}}}")
        value += share.units * score.units
    return live("+".join(terms), value, **inputs), live("{d}", cells.below.units, d=cells.below)


def _exact(cells: TrackCells, rounds: Sequence[RoundResult], entrant: str) -> tuple[Content, Content]:
    """Likewise of fractions, over the least denominator of the entrant's own."""
    inputs, terms = dict[str, Placed](), []
    ratios = [each.exact[entrant] for each in rounds]
    unders = {f"d{n}": ratio.below for n, ratio in enumerate(ratios)}
    common, all_of = lcm(*(under.units for under in unders.values())), ",".join(f"{{{d}}}" for d in unders)
    value = Fraction(0)
    for n, (each, ratio) in enumerate(zip(rounds, ratios, strict=True)):
        share = cells.shares[each.place.round.id]
        inputs |= {f"w{n}": share, f"n{n}": ratio.above}
        terms.append(f"{{w{n}}}*{{n{n}}}*(LCM({all_of})/{{d{n}}})")
        value += share.units * ratio.exact * common
    above = live_upto(common, "+".join(terms), int(value), **inputs, **unders)
    below = live(f"{{d}}*LCM({all_of})", cells.below.units * common, d=cells.below, **unders)
    return above, below


def _key(page: Page, rounds: Sequence[RoundResult], step: str, entrants: Sequence[str]) -> list[Placed]:
    """What the step compares, the higher first."""
    place = rounds[0].place
    heading = Column(step_words(place.track, step), "units")
    if step == "manual":
        orders = place.day.orders
        return page.column(heading, [Content(-orders.get(entrant, 0), note=DECIDED) for entrant in entrants])
    keys = next(each.keys[step] for each in rounds if step in each.keys)
    contents = [live("{k}", keys[e].units, k=keys[e]) for e in entrants]
    return page.column(heading, contents)
