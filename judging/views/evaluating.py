"""An evaluator's own pages: whom to fill in for, what may be given, and the own sheets that are in."""

from msgspec import Struct

from judging.core.evaluating.evaluation import Evaluation, Filled
from judging.core.evaluating.filling_in import asked_of
from judging.core.people.taking_part import names_among
from judging.core.scoring.numbers import shortest
from judging.core.scoring.rulebook import Criterion, Round, Track
from judging.core.state import State


class GradeChoice(Struct, frozen=True):
    name: str
    mark: str


class EvaluatedCriterion(Struct, frozen=True):
    """`grades`: where there are any, the only marks that may be given."""

    id: str
    name: str
    min: str
    max: str
    step: str
    scale: str
    grades: tuple[GradeChoice, ...]


class EvaluatedRow(Struct, frozen=True):
    """An entrant; `marks` by criterion as the server has them, None as long as there are none.

    What was given in secret is shown to nobody again, whoever holds the card: `at` alone says that it is in.
    """

    entrant: str
    name: str
    unit: str
    group: str  # its name; "" where there are none
    marks: dict[str, str] | None
    at: str  # UTC; "" as long as there is none


class EvaluationPage(Struct, frozen=True):
    track: str
    round: str
    track_name: str
    round_name: str
    phase: str  # "waiting" | "open" | "closed"
    until: str  # UTC; "" where it is closed by hand
    secret: bool  # of at least one of the sheets
    most: int  # so many names may be chosen; 0: each is marked
    criteria: tuple[EvaluatedCriterion, ...]
    rows: tuple[EvaluatedRow, ...]
    done: int


class EvaluatingView(Struct, frozen=True):
    competition: str
    rehearsal: bool
    name: str  # whose page this is
    pages: tuple[EvaluationPage, ...]


def evaluating(state: State, label: str) -> EvaluatingView:
    """Of the person behind the label, as the log has it. Raises KeyError for who is nobody here."""
    _, _, me = label.partition("/")
    name = state.people[me].name if me in state.people else state.judge(me).name
    pages = tuple(
        page
        for track in state.rulebook.tracks
        for round in track.rounds
        if (page := _page(state, track, round, me)) is not None
    )
    return EvaluatingView(state.rulebook.name, state.rehearsal, name, pages)


def _page(state: State, track: Track, round: Round, me: str) -> EvaluationPage | None:
    found = state.evaluations.get((track.id, round.id))
    asked = asked_of(state, track.id, found, me) if found else {}
    if found is None or not asked:
        return None
    names = names_among(state.entrants[track.id].values())
    groups = {group.id: group.name for group in round.groups}
    rows = tuple(
        EvaluatedRow(
            entrant,
            names[entrant],
            state.entrants[track.id][entrant].unit,
            groups.get(group, ""),
            *_given(round, found.sheets.get((me, entrant))),
        )
        for entrant, group in asked.items()
    )
    return EvaluationPage(
        track=track.id,
        round=round.id,
        track_name=track.name,
        round_name=round.name,
        phase=phase_of(found),
        until=found.until,
        secret=any(round.is_secret(group) for group in asked.values()),
        most=round.most,
        criteria=tuple(map(_criterion, round.criteria)),
        rows=rows,
        done=sum(bool(row.at) for row in rows),
    )


def phase_of(found: Evaluation) -> str:
    return "closed" if found.is_closed else "open" if found.is_open else "waiting"


def _given(round: Round, sheet: Filled | None) -> tuple[dict[str, str] | None, str]:
    if sheet is None:
        return None, ""
    return None if round.is_secret(sheet.group) else dict(sheet.marks), sheet.at


def _criterion(criterion: Criterion) -> EvaluatedCriterion:
    return EvaluatedCriterion(
        criterion.id,
        criterion.name,
        shortest(criterion.min),
        shortest(criterion.max),
        shortest(criterion.step),
        criterion.scale,
        tuple(GradeChoice(grade.name, shortest(grade.mark)) for grade in criterion.grades),
    )
