"""A day as the entries of a log tell it: the second engine's own reading of the events' JSON text.

Only what bears on a number is read; a kind that is not in `KINDS` changes none.
"""

import json
from collections.abc import Callable, Sequence
from typing import Any

from .answer import Json, answer
from .contest import Contest, Round, contest
from .digits import millionths
from .given import MISSING, Given, Performance, Sheet

Where = tuple[str, str, str]  # track, round, entrant


class Logged:
    """What a log has come to, entry after entry."""

    def __init__(self) -> None:
        self.contest = Contest((), ())
        self.entrants: dict[str, list[str]] = {}  # by track
        self.panels: dict[tuple[str, str], list[Json]] = {}  # (track, round) → judges in seat order
        self.components: dict[tuple[str, str], dict[str, str]] = {}  # (track, round) → entrant → score
        self.statuses: dict[tuple[str, str], str] = {}
        self.orders: dict[str, dict[str, int]] = {}
        self.sheets: dict[Where, dict[str, Any]] = {}  # judge → the marks that count, "absent" or "recused"
        self.deductions: dict[Where, list[str]] = {}
        self.announced: dict[Where, Json] = {}  # as long as it stands
        self.revealed: set[Where] = set()

    def take(self, event: Json) -> None:
        """The next entry, as `read` gives it."""
        if event["kind"] in KINDS:
            KINDS[event["kind"]](self, event)

    def answer(self) -> Json:
        """Everything the log has come to."""
        return answer(self.contest, {track.id: self.given(track.id) for track in self.contest.tracks})

    def given(self, track: str, entrants: Sequence[str] | None = None) -> Given:
        """The track as it stands, or as if only these had come."""
        return Given(
            entrants=self.entrants.get(track, []) if entrants is None else entrants,
            performance=lambda round, entrant: self.performance((track, round.id, entrant), round),
            values={
                (round, entrant): millionths(score)
                for (of, round), scores in self.components.items()
                if of == track
                for entrant, score in scores.items()
            },
            deductions={
                (round, entrant): [millionths(points) for points in found]
                for (of, round, entrant), found in self.deductions.items()
                if of == track
            },
            statuses={entrant: status for (of, entrant), status in self.statuses.items() if of == track},
            orders=self.orders.get(track, {}),
        )

    def performance(self, where: Where, round: Round) -> Performance:
        known = self.sheets.get(where, {})
        judges = [judge["id"] for judge in self.panels.get(where[:2], [])]
        return Performance(
            [(judge, None) for judge in judges], [_sheet(round, known.get(judge)) for judge in judges]
        )

    def all_revealed(self, track: str) -> list[str]:
        """Those whose judged rounds have all been revealed."""
        judged = [round.id for round in self.contest.track(track).rounds if round.kind == "judged"]
        return [
            e for e in self.entrants.get(track, []) if all((track, id, e) in self.revealed for id in judged)
        ]


def read(text: bytes | str) -> Json:
    """An entry's event. Numbers stand in it as texts or are whole; a fraction is a mistake."""
    event: Json = json.loads(text, parse_float=_refused)
    return event


def _refused(text: str) -> None:
    raise ValueError(f"no text but a number: {text}")


def _sheet(round: Round, known: Any) -> Sheet:
    if known is None:
        return MISSING
    return known if isinstance(known, str) else [millionths(known[c.id]) for c in round.criteria]


def where_of(event: Json) -> Where:
    id = event["performance"]
    return id["track"], id["round"], id["entrant"]


def _created(log: Logged, event: Json) -> None:
    log.contest = contest(event["rules"])
    log.entrants = {track: [each["id"] for each in found] for track, found in event["entrants"].items()}


def _rules_set(log: Logged, event: Json) -> None:
    """What belonged to a round that is no more, or is of another kind, is gone."""
    log.contest = contest(event["rules"])
    kinds = {(track.id, round.id): round.kind for track in log.contest.tracks for round in track.rounds}
    log.panels = {key: found for key, found in log.panels.items() if kinds.get(key) == "judged"}
    log.components = {key: found for key, found in log.components.items() if kinds.get(key) == "imported"}


def _entrants_set(log: Logged, event: Json) -> None:
    """Scores and statuses stay with who stays."""
    track = event["track"]
    stay = [each["id"] for each in event["entrants"]]
    log.entrants[track] = stay
    log.statuses = {key: s for key, s in log.statuses.items() if key[0] != track or key[1] in stay}
    for key, scores in log.components.items():
        if key[0] == track:
            log.components[key] = {entrant: score for entrant, score in scores.items() if entrant in stay}


def _panel_seated(log: Logged, event: Json) -> None:
    log.panels[event["track"], event["round"]] = sorted(event["judges"], key=lambda judge: judge["seat"])


def _components_imported(log: Logged, event: Json) -> None:
    log.components[event["track"], event["round"]] = event["scores"]


def _status_set(log: Logged, event: Json) -> None:
    key = event["track"], event["entrant"]
    if event["status"] is None:
        log.statuses.pop(key, None)
    else:
        log.statuses[key] = event["status"]


def _tie_decided(log: Logged, event: Json) -> None:
    orders = log.orders.setdefault(event["track"], {})
    orders.update({entrant: n for n, entrant in enumerate(event["order"], 1)})


def _sheet_submitted(log: Logged, event: Json) -> None:
    log.sheets.setdefault(where_of(event), {})[event["judge"]] = event["marks"]


def _judge_excused(log: Logged, event: Json) -> None:
    log.sheets.setdefault(where_of(event), {})[event["judge"]] = event["phase"]


def _sheet_open(log: Logged, event: Json) -> None:
    """Returned, or the judge judges after all: either way nothing counts until it is submitted."""
    log.sheets.get(where_of(event), {}).pop(event["judge"], None)


def _deduction_entered(log: Logged, event: Json) -> None:
    log.deductions.setdefault(where_of(event), []).append(event["deduction"]["points"])


def _deduction_withdrawn(log: Logged, event: Json) -> None:
    del log.deductions[where_of(event)][event["index"]]


def _confirmed(log: Logged, event: Json) -> None:
    log.announced[where_of(event)] = event["announced"]


def _revealed(log: Logged, event: Json) -> None:
    log.announced[where_of(event)] = event["announced"]
    log.revealed.add(where_of(event))


def _reveal_withdrawn(log: Logged, event: Json) -> None:
    log.revealed.discard(where_of(event))


def _reopened(log: Logged, event: Json) -> None:
    log.announced.pop(where_of(event), None)


KINDS: dict[str, Callable[[Logged, Json], None]] = {
    "CompetitionCreated": _created,
    "RulesSet": _rules_set,
    "EntrantsSet": _entrants_set,
    "PanelSeated": _panel_seated,
    "ComponentsImported": _components_imported,
    "StatusSet": _status_set,
    "TieDecided": _tie_decided,
    "SheetSubmitted": _sheet_submitted,
    "SheetReturned": _sheet_open,
    "JudgeExcused": _judge_excused,
    "JudgeRestored": _sheet_open,
    "DeductionEntered": _deduction_entered,
    "DeductionWithdrawn": _deduction_withdrawn,
    "MarkingClosed": _confirmed,
    "ScoreRevealed": _revealed,
    "RevealWithdrawn": _reveal_withdrawn,
    "MarkingReopened": _reopened,
}
