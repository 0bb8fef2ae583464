"""What may be seen where, for tests of halls: pages as they go over the wire, secrets, whose affair what is.

Found from the state by ways of its own, not by those the views go.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from judging.codec import encode
from judging.core import events as e
from judging.core.events import Event
from judging.core.hall.air import Scene
from judging.core.hall.hall import Hall
from judging.core.hall.performance import Announced, PerformanceId, Phase
from judging.core.marking.turns import announced, complete
from judging.core.publication.on_air import present
from judging.core.scoring.numbers import shortest
from judging.core.state import PanelKey, State
from judging.views import topic, view
from tests.walking_halls import ENTRANTS, PANELS

PERFORMANCES = [
    PerformanceId(track, round, entrant.id)
    for track, round in dict.fromkeys(key[:2] for key in PANELS)
    for entrant in ENTRANTS[track]
]
NAMES = {(track, each.id): each.name for track, found in ENTRANTS.items() for each in found}


def pages(state: State) -> Iterator[tuple[str, bytes]]:
    """All there are, as they go over the wire."""
    names = [f"{name}/{hall}" for name in ("console", "order") for hall in state.halls]
    yield from ((name, encode(view(state, topic(name)))) for name in [*names, "overview"])
    yield from public_pages(state)


def public_pages(state: State) -> Iterator[tuple[str, bytes]]:
    """Those of screens, emcees and judges, and the one of guests as if it were open."""
    yield "results", encode(view(replace(state, results_open=True), topic("results")))
    names = [f"emcee/{hall}" for hall in state.halls]
    names += [f"screen/{number}" for number in state.screens]
    names += [f"judge/{judge}" for judge in state.judge_ids()]
    yield from ((name, encode(view(state, topic(name)))) for name in names)


def judged(state: State, judge: str) -> list[PerformanceId]:
    return [task.performance for task in view(state, topic(f"judge/{judge}")).tasks]


def halls_of_page(state: State, name: str) -> set[str]:
    kind, _, of = name.partition("/")
    if is_of_all(state, name):
        return set(state.halls)
    if kind == "screen":
        return {state.screens[int(of)].hall}
    if kind != "judge":
        return {of}
    return set(state.halls_of_judge(of)) | {place(state, id) for id in on(state) if sits(state, of, id)}


def is_of_all(state: State, name: str) -> bool:
    """The overview, and a screen that shows 总览."""
    kind, _, of = name.partition("/")
    if kind == "screen":
        screen = state.screens[int(of)]
        return (screen.pinned or state.halls[screen.hall].scene) is Scene.OVERVIEW
    return kind in ("overview", "results")


def sits(state: State, judge: str, id: PerformanceId) -> bool:
    """On its panel, at whichever window."""
    key = key_of(state, id)
    return key is not None and any(seated.id == judge for seated in state.panels[key].judges)


def on(state: State) -> list[PerformanceId]:
    return [id for hall in state.halls.values() for id in hall.on]


def place(state: State, id: PerformanceId) -> str:
    """Where it was called, or where its panel sits; "" for who is assigned to none."""
    if called := state.performance(id).hall:
        return called
    key = key_of(state, id)
    return state.panels[key].hall if key else ""


def key_of(state: State, id: PerformanceId) -> PanelKey | None:
    made = state.assignments.get((id.track, id.round))
    panel = made.panels.get(id.entrant) if made else ""
    return PanelKey(id.track, id.round, panel) if panel is not None else None


def shown_in(state: State, name: str) -> set[tuple[str, str]]:
    """The entrants who may be named on this page of a screen, an emcee or a judge."""
    if is_of_all(state, name):
        return set(NAMES)
    if name.startswith("judge/"):
        judge = name.removeprefix("judge/")
        return {(id.track, id.entrant) for id in PERFORMANCES if sits(state, judge, id)}
    [hall] = halls_of_page(state, name)
    ranked = state.halls[hall].ranking_on_air
    rows = {(ranked.track, row.entrant) for row in ranked.rows} if ranked else set()
    return rows | {(id.track, id.entrant) for id in PERFORMANCES if place(state, id) == hall}


# What is secret


def given(state: State, id: PerformanceId) -> set[str]:
    """Marks and deductions."""
    performance = state.performance(id)
    played = (performance, *(attempt.played for attempt in performance.attempts))
    marks = {mark for each in played for sheet in each.sheets.values() for mark in sheet.marks.values()}
    return marks | {shortest(each.points) for each in performance.deductions}


def scores(state: State, id: PerformanceId) -> set[str]:
    performance = state.performance(id)
    found = performance.announced
    if found is None and performance.sheets and complete(state, id):
        made = announced(state, id)
        found = made if isinstance(made, Announced) else None
    return {found.score, found.raw} if found else set()


def ranked(state: State, track: str) -> set[str]:
    rows = present(state, track).rows
    return {row.composite for row in rows} | {score for row in rows for score in row.scores.values()}


def public(state: State) -> set[str]:
    """Whatever has been told in a hall, and stands."""
    revealed = [id for id in PERFORMANCES if state.performance(id).phase is Phase.REVEALED]
    told = {number for id in revealed for number in given(state, id) | scores(state, id)}
    shown = [*state.standings.values(), *(hall.ranking_on_air for hall in state.halls.values())]
    rows = [row for standings in shown if standings for row in standings.rows]
    return told | {number for row in rows for number in (row.composite, *row.scores.values())}


def everything(state: State) -> frozenset[str]:
    told = {number for id in PERFORMANCES for number in given(state, id) | scores(state, id)}
    imported = {score for found in state.components.values() for score in found.scores.values()}
    return frozenset(told | imported | {number for track in ENTRANTS for number in ranked(state, track)})


def unrevealed(state: State) -> frozenset[str]:
    return everything(state) - public(state)


def marks_in_progress(state: State) -> set[str]:
    """Of those whose sheets are not all in."""
    waiting = [id for id in PERFORMANCES if not complete(state, id)]
    return {
        m for id in waiting for sheet in state.performance(id).sheets.values() for m in sheet.marks.values()
    }


def own_marks(state: State, judge: str) -> set[str]:
    sheets = [found.sheets[judge] for found in state.performances.values() if judge in found.sheets]
    return {mark for sheet in sheets for mark in sheet.marks.values()}


# Where something happens

# Whose consoles tell of a track.
SHARING = {"shared": {"A", "B"}, "near": {"A", "B"}, "far": {"C"}, "drill": {"A", "B"}, "bench": {"C"}}


def acted_in(before: State, state: State, event: Event) -> tuple[set[str], set[str]]:
    """The halls whose screens, emcees and judges may see it, and those whose consoles may."""
    track, about = getattr(event, "track", ""), set()
    if id := getattr(event, "performance", None):
        track, about = id.track, {place(before, id), place(state, id)}
    if hall := getattr(event, "hall", None):
        about |= {hall}
    match event:
        case e.StatusSet():
            mine = [id for id in PERFORMANCES if (id.track, id.entrant) == (track, event.entrant)]
            about |= {place(when, id) for when in (before, state) for id in mine}
        case e.AssignmentEntered():
            about |= {"A", "B"}
        case e.WindowsAssigned():
            about |= {state.panels[PanelKey(event.track, event.round, event.panel)].hall}
        case e.HallsSet():
            about |= {h.id for h in before.halls.values() if h.windows != state.halls[h.id].windows}
            return about, set(state.halls)
        case e.HandRaised() | e.HandLowered() | e.HandAnswered():
            about |= state.halls_of_judge(event.judge)
        case e.ScreenAssigned() if event.number in before.screens:
            about |= {before.screens[event.number].hall}
        case e.PanelSeated() | e.PanelMoved():
            about |= {before.panels[PanelKey(event.track, event.round, event.panel)].hall}
    if before.standings.get(track) != state.standings.get(track):
        about |= {hall.id for hall in before.halls.values() if airs(hall, track)}
    return about, about | SHARING.get(track, set())


def airs(hall: Hall, track: str) -> bool:
    return hall.ranking_on_air is not None and hall.ranking_on_air.track == track
