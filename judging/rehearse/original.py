"""The competition that is rehearsed, as far as a rehearsal may know it: rules, people, panels and orders.

Never scores, sheets, passes, devices or keys: what is not a field of `Original` stays where it is. The file
is only read.
"""

from collections.abc import Mapping
from pathlib import Path
from string import ascii_uppercase

from msgspec import Struct
from msgspec.structs import replace

from judging import presets
from judging.audit.verify import replayed
from judging.core.hall.hall import MAIN, NamedHall
from judging.core.people.taking_part import Entrant
from judging.core.refused import Reason, Refused
from judging.core.runnable import of_track
from judging.core.scoring.rulebook import Equalise, Manner, Round, Rulebook, Track
from judging.core.sentence import Sentence, sentence
from judging.core.setup.prepared import Panel
from judging.core.state import PanelKey, RoundKey, State
from judging.files import Problems, rulesfile
from judging.files.contradictions import tie_steps
from judging.store import Unreadable
from judging.store.sqlite import entries

MOST_TOLD = 5  # problems of a rules file; `judging rules check` has them all


class Original(Struct, frozen=True):
    rules: Rulebook
    entrants: Mapping[str, tuple[Entrant, ...]] = {}  # by track
    reserves: Mapping[str, tuple[Entrant, ...]] = {}  # by track
    withdrawn: Mapping[str, tuple[str, ...]] = {}  # by track
    halls: tuple[NamedHall, ...] = (NamedHall(MAIN, ""),)
    panels: Mapping[PanelKey, Panel] = {}
    assignments: Mapping[RoundKey, Mapping[str, str]] = {}  # entrant → panel
    orders: Mapping[RoundKey, tuple[str, ...]] = {}
    made_up: Mapping[str, tuple[Entrant, ...]] = {}  # by track: who takes part where nobody is named
    notes: tuple[Sentence, ...] = ()  # what of the rules is left out
    may_change: bool = False  # a preset: rules and roster are ours to vary

    @property
    def judges(self) -> frozenset[str]:
        return frozenset(judge.id for panel in self.panels.values() for judge in panel.judges)


def of_preset(name: str, panels: int = 1) -> Original:
    """A preset, with ties for the head judge to decide; walk-rounds before *panels* that are put on a par."""
    preset = presets.load(name)
    tracks, notes = tuple[Track, ...](), tuple[Sentence, ...]()
    entrants: dict[str, tuple[Entrant, ...]] = {track.id: () for track in preset.rulebook.tracks}
    for whole in preset.rulebook.tracks:
        track, left_out = _runnable(whole)
        notes += left_out
        ties = tuple(step for step in track.ties if step not in ("share", "manual"))
        rounds = tuple(_before(panels, round) for round in track.rounds)
        tracks += (replace(track, rounds=rounds, ties=(*ties, "manual")),)
    for named in sorted(preset.entrants, key=lambda named: named.order):
        entrants[named.track] += (Entrant(named.id, named.name, named.district),)
    return Original(
        replace(preset.rulebook, tracks=tracks, proposals=()),  # nobody is asked in a rehearsal
        entrants=entrants,
        made_up=preset.rehearsal,
        notes=notes,
        may_change=True,
    )


def _runnable(track: Track) -> tuple[Track, tuple[Sentence, ...]]:
    """The track without the rounds that cannot be played yet, and why; as it is, where none would be left."""
    waiting = of_track(track)
    kept = tuple(round for round in track.rounds if round.id not in {each.round for each in waiting})
    kept = tuple(
        round for round in kept if round.measure is None or round.measure.round in {each.id for each in kept}
    )
    if not waiting or not kept:
        return track, ()
    steps = tie_steps(kept)
    ties = tuple(step for step in track.ties if step in steps)
    notes = tuple(
        sentence("{track}：演练里没有这个环节。{why}", track=track.name, why=each.reason) for each in waiting
    )
    return replace(track, rounds=kept, ties=ties), notes


def _before(panels: int, round: Round) -> Round:
    if round.manner is not Manner.WALK or panels == 1:
        return round
    return replace(round, panels=tuple(ascii_uppercase[:panels]), equalise=Equalise.COEFFICIENT)


def of_file(path: Path) -> Original:
    """A competition file of ours, or a rules file (.toml). Raises Refused."""
    if path.suffix == ".toml":
        rules = _rules(path)
        return Original(rules, made_up=_people_of(rules))
    try:
        state = replayed(entries(path))
    except Unreadable as unreadable:
        raise Refused(
            Reason.UNKNOWN, "不能演练“{file}”：{why}", file=path.name, why=unreadable.sentence
        ) from unreadable
    if state.rules is None:
        raise Refused(Reason.UNKNOWN, "“{file}”里没有赛事，请新建一个。", file=path.name)
    return of_state(state)


def of_state(state: State) -> Original:
    return Original(
        rules=state.rulebook,
        entrants={track: tuple(roster.values()) for track, roster in state.entrants.items()},
        reserves=state.reserves,
        withdrawn={
            track.id: tuple(
                id for (of, id), status in state.statuses.items() if of == track.id and status == "withdrawn"
            )
            for track in state.rulebook.tracks
        },
        halls=tuple(NamedHall(hall.id, hall.name, hall.windows) for hall in state.halls.values()),
        panels=state.panels,
        assignments={key: assignment.panels for key, assignment in state.assignments.items()},
        orders={key: order.entrants for key, order in state.orders.items()},
        made_up=_people_of(state.rulebook),
    )


def _people_of(rules: Rulebook) -> Mapping[str, tuple[Entrant, ...]]:
    """The made-up people of the preset that the rules began as, if they did."""
    return presets.load(rules.id).rehearsal if rules.id in presets.names() else {}


def _rules(path: Path) -> Rulebook:
    try:
        return rulesfile.load(path)
    except Problems as problems:
        told = "；".join(map(str, problems.problems[:MOST_TOLD]))
        raise Refused(
            Reason.MALFORMED, "规则文件 {file} 用不了：{problems}", file=path.name, problems=told
        ) from problems
