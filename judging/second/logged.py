"""A day as the entries of a log tell it: the second engine's own reading of the events' JSON text.

Only what bears on a number is read; a kind that is not in `KINDS` changes none.
"""

import json
from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import replace
from typing import Any

from . import correction, evaluating, excused, hands, imported, ledger, roster, seats
from .answer import Json, answer
from .compare import Difference
from .contest import Contest, Pool, Round, contest, pool
from .digits import millionths
from .given import MISSING, NOBODY, Given, Key, Performance, Seat, Sheet
from .lacks import off_for_lacks
from .roster import districts_of, listed_of
from .seconds import seconds_of
from .timing import STEPS, Stopwatch

Where = tuple[str, str, str]  # track, round, entrant
# What belongs to one attempt at a performance.
PARTS = ("seated", "benches", "sheets", "bound",
    "items", "cases", "deductions", "clocks", "announced", "enough")  # fmt: skip


class Logged:
    """What a log has come to, entry after entry."""

    def __init__(self) -> None:
        self.contest = Contest((), ())
        self.entrants: dict[str, list[str]] = {}  # by track
        self.districts: dict[str, dict[str, str]] = {}  # track → entrant →
        self.panels: dict[Where, list[Json]] = {}  # (track, round, panel) → judges in seat order
        self.reserves: dict[Where, list[Json]] = {}  # the same → who waits for a seat
        self.seated: dict[Where, list[Json]] = {}  # of who began before a judge was replaced: the panel
        self.assigned: dict[tuple[str, str], dict[str, str]] = {}  # (track, round) → entrant → panel
        self.components: dict[tuple[str, str], dict[str, str]] = {}  # (track, round) → entrant → score
        self.listed: dict[str, dict[str, str]] = {}  # track → entrant → window class on the roster
        self.classes: dict[tuple[str, str], dict[str, str]] = {}  # (track, round) → entrant → as imported
        self.statuses: dict[tuple[str, str], str] = {}
        self.orders: dict[str, dict[str, int]] = {}
        self.benches: dict[Where, list[str]] = {}  # of those before a part of the panel: its judges
        self.sheets: dict[Where, dict[str, Any]] = {}  # judge → the sheet that counts, "absent" or "recused"
        self.typed: dict[Where, dict[str, Json]] = {}  # judge → as `hands` keeps it until the sheet is in
        self.two_persons = False  # as the rules ask
        self.entered: dict[int, Json] = {}  # entries of one person that wait for another
        self.confirmed: Json | None = None  # the one that was just confirmed
        self.one_handed: list[Difference] = []  # sheets from paper that did not go through two people's hands
        self.bound: dict[Where, set[str]] = {}  # recused as declared before: as long as the call stands
        self.items: dict[Where, dict[str, bool]] = {}  # compulsory item → as the scorekeeper decided
        self.cases: dict[Where, str] = {}  # as it was given last
        self.deductions: dict[Where, list[str]] = {}
        self.ledger: dict[int, tuple[Where, int]] = {}  # by number: whose, and how much comes off
        self.called: set[Where] = set()  # and not marked yet
        self.clocks: dict[Where, Stopwatch] = {}
        self.enough: dict[Where, int] = {}  # so many sheets are, as the head judge decided
        self.announced: dict[Where, Json] = {}  # as long as it stands
        self.attempt: dict[Where, int] = {}  # which of several counts; 0 where it is the only one
        self.attempts: dict[Where, dict[int, Json]] = {}  # the others: number → `PARTS` of each
        self.revealed: set[Where] = set()
        self.evaluations: dict[tuple[str, str], evaluating.Period] = {}  # by (track, round)
        self.locked: dict[str, list[Json]] = {}  # track → the rows of its ranking
        self.adopted: dict[str, Pool] = {}  # by its id, as the organiser changed it after the lock

    def as_attempt(self, where: Where, number: int) -> "Logged":
        """As if this one counted."""
        other = copy(self)
        for part in PARTS:
            setattr(other, part, {at: kept for at, kept in getattr(self, part).items() if at != where})
        other.counts(where, self.attempts[where][number])
        return other

    def counts(self, where: Where, parts: Json) -> None:
        for part, kept in parts.items():
            getattr(self, part)[where] = kept

    def set_aside(self, where: Where) -> None:
        parts = {part: getattr(self, part).pop(where) for part in PARTS if where in getattr(self, part)}
        self.attempts.setdefault(where, {})[self.attempt.get(where, 0)] = parts

    def take(self, event: Json) -> None:
        """The next entry, as `read` gives it."""
        evaluating.at(self, event.get("at", ""))
        hands.before(self, event)
        if event["kind"] in KINDS:
            KINDS[event["kind"]](self, event)

    def answer(self) -> Json:
        """Everything the log has come to."""
        pools = tuple(self.adopted.get(pool.id, pool) for pool in self.contest.pools)
        contest = replace(self.contest, pools=pools)
        return answer(contest, {track.id: self.given(track.id) for track in self.contest.tracks})

    def shown(self, track: str) -> Given:
        """The track as the hall knows it: who has still to be revealed gave nothing yet."""

        def performance(round: Round, entrant: str) -> Performance:
            where = (track, round.id, entrant)
            return self.performance(where, round) if round.each or where in self.revealed else NOBODY

        known = self.given(track)
        revealed = self.seconds(track, lambda where: where in self.revealed)
        hidden = self.seconds(track).keys() - revealed.keys()
        values = {key: value for key, value in known.values.items() if key not in hidden}
        return replace(known, performance=performance, values=values)

    def given(self, track: str, entrants: Sequence[str] | None = None) -> Given:
        """The track as it stands, or as if only these had come."""
        entrants = self.entrants.get(track, []) if entrants is None else entrants
        return Given(
            entrants=entrants,
            performance=lambda round, entrant: self.performance((track, round.id, entrant), round),
            values={**imported.values(self, track), **self.seconds(track)},
            deductions=self.off(track, entrants),
            statuses={entrant: status for (of, entrant), status in self.statuses.items() if of == track},
            orders=self.orders.get(track, {}),
            classes=imported.classes(self, track),
        )

    def seconds(self, track: str, counts: Callable[[Where], bool] = lambda _: True) -> dict[Key, int | str]:
        """The values that confirmed times give to indicators, of the performances that count."""
        timed = [
            (where[1], where[2], watch, self.cases.get(where, ""))
            for where, watch in self.clocks.items()
            if where[0] == track and watch.over is not None and counts(where)
        ]
        return seconds_of(self.contest.track(track), timed)

    def off(self, track: str, entrants: Sequence[str]) -> dict[Key, list[int]]:
        """What compulsory items of these come to, then what was entered and what time costs, of anybody."""
        found = {
            (round.id, entrant): self.lacks((track, round.id, entrant), round)
            for round in self.contest.track(track).rounds
            if round.compulsory
            for entrant in entrants
        }
        for (of, round_id, entrant), points in self.deductions.items():
            if of == track:
                found.setdefault((round_id, entrant), []).extend(map(millionths, points))
        for (of, round_id, entrant), watch in self.clocks.items():
            if of == track and (overtime := watch.points()):
                found.setdefault((round_id, entrant), []).append(overtime)
        return found | ledger.off(self, track, entrants)

    def lacks(self, where: Where, round: Round) -> list[int]:
        sheets = self.sheets.get(where, {})
        answers = [
            sheets[judge["id"]]["items"]
            for judge in self.judges(where)
            if isinstance(sheets.get(judge["id"]), dict)
        ]
        return off_for_lacks(round, self.performance(where, round), answers, self.items.get(where, {}))

    def watch(self, where: Where) -> Stopwatch:
        """The clock of this performance; a new one as long as none was started."""
        return self.clocks.get(where) or Stopwatch(self.contest.track(where[0]).round(where[1]))

    def performance(self, where: Where, round: Round) -> Performance:
        if round.each:
            return evaluating.performance(self, where[0], round, where[2])
        known = self.sheets.get(where, {})
        seats: list[Seat] = [(judge["id"], judge.get("group") or None) for judge in self.judges(where)]
        sheets = [_sheet(round, known.get(judge)) for judge, _ in seats]
        return Performance(seats, sheets, self.panel(where), enough=self.enough.get(where))

    def panel(self, where: Where) -> str | None:
        """Of the round's panels the one this entrant is assigned to."""
        return self.assigned.get(where[:2], {}).get(where[2])

    def key(self, where: Where) -> Where:
        """Of its panel: track, round, panel."""
        return (*where[:2], self.panel(where) or "")

    def judges(self, where: Where) -> list[Json]:
        """Of this performance, in seat order."""
        seated = self.seated.get(where) or self.panels.get(self.key(where), [])
        bench = self.benches.get(where)
        return [judge for judge in seated if judge["id"] in bench] if bench else seated


def read(text: bytes | str, at: str = "") -> Json:
    """An entry's event, which was made *at* (UTC). Numbers stand in it as texts or are whole."""
    event: Json = json.loads(text, parse_float=_refused)
    return {**event, "at": at}


def _refused(text: str) -> None:
    raise ValueError(f"no text but a number: {text}")


def _sheet(round: Round, known: Any) -> Sheet:
    if known is None:
        return MISSING
    if isinstance(known, str):
        return known
    return [millionths(known["marks"][c.id]) for c in round.criteria]


def where_of(event: Json) -> Where:
    id = event["performance"]
    return id["track"], id["round"], id["entrant"]


def _created(log: Logged, event: Json) -> None:
    log.contest = contest(event["rules"])
    log.entrants = {track: [each["id"] for each in found] for track, found in event["entrants"].items()}
    log.districts = {track: districts_of(found) for track, found in event["entrants"].items()}
    log.listed = {track: listed_of(found) for track, found in event["entrants"].items()}


def _rules_set(log: Logged, event: Json) -> None:
    """What belonged to a round that is no more, or is of another kind, is gone."""
    before, was = _panels(log.contest), imported.kinds(log.contest)
    log.contest = contest(event["rules"])
    imported.rules_set(log, was)
    kinds = {(track.id, round.id): round.kind for track in log.contest.tracks for round in track.rounds}
    panels = _panels(log.contest)
    log.panels = {key: found for key, found in log.panels.items() if key[2] in panels.get(key[:2], ())}
    log.assigned = {key: found for key, found in log.assigned.items() if panels.get(key) == before[key]}
    log.deductions = {key: found for key, found in log.deductions.items() if kinds.get(key[:2]) == "judged"}
    log.enough = {key: found for key, found in log.enough.items() if kinds.get(key[:2]) == "judged"}
    log.items = {key: found for key, found in log.items.items() if kinds.get(key[:2]) == "judged"}
    log.cases = {key: found for key, found in log.cases.items() if kinds.get(key[:2]) == "judged"}
    log.clocks = {key: watch for key, watch in log.clocks.items() if kinds.get(key[:2]) == "judged"}


def _panels(contest: Contest) -> dict[tuple[str, str], set[str]]:
    """Of each judged round."""
    return {
        (track.id, round.id): set(round.panels or ("",))
        for track in contest.tracks
        for round in track.rounds
        if round.kind == "judged"
    }


def _status_set(log: Logged, event: Json) -> None:
    key = event["track"], event["entrant"]
    if event["status"] is None:
        log.statuses.pop(key, None)
        return
    log.statuses[key] = event["status"]
    for where in [where for where in log.called if (where[0], where[2]) == key]:
        _off_stage(log, where)


def _tie_decided(log: Logged, event: Json) -> None:
    orders = log.orders.setdefault(event["track"], {})
    orders.update({entrant: n for n, entrant in enumerate(event["order"], 1)})


def _sheet_submitted(log: Logged, event: Json) -> None:
    hands.sheet_submitted(log, event)
    log.sheets.setdefault(where_of(event), {})[event["judge"]] = {
        "marks": event["marks"],
        "items": event.get("items", {}),
    }


def _called(log: Logged, event: Json) -> None:
    log.called.add(where_of(event))
    _before_bench(log, event)


def _before_bench(log: Logged, event: Json) -> None:
    log.benches[where_of(event)] = event.get("judges", [])


def _call_withdrawn(log: Logged, event: Json) -> None:
    _off_stage(log, where_of(event))


def _off_stage(log: Logged, where: Where) -> None:
    """Whoever is called again is timed anew, and the call finds again who is recused."""
    excused.unbind(log, where)
    log.called.discard(where)
    log.benches.pop(where, None)
    log.clocks.pop(where, None)


def _marking_opened(log: Logged, event: Json) -> None:
    log.called.discard(where_of(event))


def _marking_withdrawn(log: Logged, event: Json) -> None:
    log.called.add(where_of(event))


def _timed(log: Logged, event: Json) -> None:
    where = where_of(event)
    log.clocks[where] = log.watch(where)
    log.clocks[where].take(event)


def _deduction_entered(log: Logged, event: Json) -> None:
    log.deductions.setdefault(where_of(event), []).append(event["deduction"]["points"])


def _deduction_withdrawn(log: Logged, event: Json) -> None:
    del log.deductions[where_of(event)][event["index"]]


def _item_decided(log: Logged, event: Json) -> None:
    log.items.setdefault(where_of(event), {})[event["item"]] = event["present"]


def _case_given(log: Logged, event: Json) -> None:
    log.cases[where_of(event)] = event["case"]


def _confirmed(log: Logged, event: Json) -> None:
    log.announced[where_of(event)] = event["announced"]


def _revealed(log: Logged, event: Json) -> None:
    log.announced[where_of(event)] = event["announced"]
    log.revealed.add(where_of(event))


def _reveal_withdrawn(log: Logged, event: Json) -> None:
    log.revealed.discard(where_of(event))


def _reopened(log: Logged, event: Json) -> None:
    log.announced.pop(where_of(event), None)


def _retake(log: Logged, event: Json) -> None:
    """Who is recused stays so; nothing else is left."""
    where = where_of(event)
    known = log.sheets.get(where, {})
    log.set_aside(where)
    log.typed.pop(where, None)
    log.called.discard(where)
    log.sheets[where] = {judge: sheet for judge, sheet in known.items() if sheet == "recused"}
    log.attempt[where] = event["attempt"]


def _other_attempt(log: Logged, event: Json) -> None:
    where, number = where_of(event), event["attempt"]
    log.set_aside(where)
    log.counts(where, log.attempts[where].pop(number))
    log.attempt[where] = number


def _pool_adopted(log: Logged, event: Json) -> None:
    log.adopted[event["pool"]] = pool(event["rules"])


KINDS: dict[str, Callable[[Logged, Json], None]] = {
    "CompetitionCreated": _created,
    "RulesSet": _rules_set,
    "EntrantsSet": roster.entrants_set,
    "EntrantWalkedOn": roster.walked_on,
    "EntrantReplaced": roster.replaced,
    "PanelSeated": seats.panel_seated,
    "JudgeReplaced": seats.judge_replaced,
    "AssignmentDrawn": seats.assigned,
    "AssignmentEntered": seats.assigned,
    "ComponentsImported": imported.components_imported,
    "StatusSet": _status_set,
    "TieDecided": _tie_decided,
    "EntrantCalled": _called,
    "WindowTaken": _before_bench,
    "CallWithdrawn": _call_withdrawn,
    "MarkingOpened": _marking_opened,
    "MarkingWithdrawn": _marking_withdrawn,
    **dict.fromkeys(STEPS, _timed),
    "SheetSubmitted": _sheet_submitted,
    **hands.KINDS,
    **evaluating.KINDS,
    "SheetReturned": excused.sheet_open,
    "JudgeExcused": excused.judge_excused,
    "JudgeRestored": excused.sheet_open,
    "ShortDecided": excused.short,
    "ShortDecisionWithdrawn": excused.short,
    "DeductionEntered": _deduction_entered,
    "DeductionWithdrawn": _deduction_withdrawn,
    "ItemDecided": _item_decided,
    "LedgerRecorded": ledger.recorded,
    "LedgerStruck": ledger.struck,
    "CaseDrawn": _case_given,
    "CaseChosen": _case_given,
    "MarkingClosed": _confirmed,
    "ScoreRevealed": _revealed,
    "RevealWithdrawn": _reveal_withdrawn,
    "MarkingReopened": _reopened,
    **correction.KINDS,
    "RetakeGranted": _retake,
    "AttemptCounted": _other_attempt,
    "PoolAdopted": _pool_adopted,
}
