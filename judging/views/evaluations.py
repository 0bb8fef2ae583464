"""How far each evaluation is, and who has not filled in: for whoever runs it. Never what anybody gave."""

from msgspec import Struct

from judging.core.evaluating.evaluation import Evaluation
from judging.core.evaluating.filling_in import asked_of
from judging.core.evaluating.listing_evaluators import AMONG_ENTRANTS, groups_in
from judging.core.evaluating.taking import evaluation_of
from judging.core.runnable import of_round
from judging.core.scoring.evaluators import BY_SLIP, Who
from judging.core.scoring.rulebook import Round, Track
from judging.core.sentence import Sentence
from judging.core.state import State
from judging.core.words import CHOICES

from .evaluating import phase_of


class EvaluatorRow(Struct, frozen=True):
    id: str
    name: str
    unit: str
    phone: str
    done: int
    of: int


class EvaluationGroup(Struct, frozen=True):
    id: str
    name: str
    who: Sentence
    by_slip: bool


class EvaluationRow(Struct, frozen=True):
    """`lacking`: whose page is not whole yet, for reminders."""

    track: str
    round: str
    track_name: str
    round_name: str
    phase: str
    until: str
    opened_at: str
    closed_at: str
    reopened: tuple[str, ...]  # why
    secret: bool
    by_rule: bool  # the list can be made by the rules
    listed: bool  # people are listed at all
    groups: tuple[EvaluationGroup, ...]
    done: int  # people whose page is whole
    of: int
    lacking: tuple[EvaluatorRow, ...]
    reasons: tuple[Sentence, ...]  # why it cannot be opened


class EvaluationsView(Struct, frozen=True):
    rounds: tuple[EvaluationRow, ...]


def evaluations(state: State, _: str) -> EvaluationsView:
    return EvaluationsView(
        tuple(
            _row(state, track, round)
            for track in state.rulebook.tracks
            for round in track.rounds
            if round.is_evaluated
        )
    )


def _row(state: State, track: Track, round: Round) -> EvaluationRow:
    found, groups = evaluation_of(state, track.id, round.id), groups_in(round)
    people = tuple(progress(state, track.id, found))
    names = {group.id: group.name for group in round.groups}
    return EvaluationRow(
        track=track.id,
        round=round.id,
        track_name=track.name,
        round_name=round.name,
        phase=phase_of(found),
        until=found.until,
        opened_at=found.opened_at,
        closed_at=found.closed_at,
        reopened=tuple(each.reason for each in found.reopened),
        secret=any(round.is_secret(group) for group in groups),
        by_rule=any(who in AMONG_ENTRANTS for who in groups.values()),
        listed=any(who not in BY_SLIP for who in groups.values()),
        groups=tuple(
            EvaluationGroup(id, names.get(id, ""), CHOICES[Who][who], who in BY_SLIP)
            for id, who in groups.items()
        ),
        done=sum(each.done == each.of for each in people),
        of=len(people),
        lacking=tuple(each for each in people if each.done < each.of),
        reasons=tuple(each.reason for each in of_round(track, round)),
    )


def progress(state: State, track: str, found: Evaluation) -> list[EvaluatorRow]:
    """Everybody who is listed, with how many of the own sheets are in."""
    rows = []
    for each in found.evaluators:
        asked = asked_of(state, track, found, each.id)
        if not asked:
            continue
        person = state.people.get(each.id)
        done = sum((each.id, entrant) in found.sheets for entrant in asked)
        rows.append(
            EvaluatorRow(
                each.id,
                person.name if person else each.id,
                person.unit if person else "",
                person.phone if person else "",
                done,
                len(asked),
            )
        )
    return rows
