"""What a ballot asks, for whoever holds it: names and criteria, nothing of what others gave."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from judging.core.balloting.casting import Ballot
from judging.core.scoring.criterion import Criterion
from judging.core.scoring.numbers import shortest
from judging.core.scoring.rulebook import Round
from judging.core.sentence import Sentence, sentence
from judging.core.state import State

MOST_OPTIONS = 11  # beside each other; 0 to 10 are, a hundred are typed
ABSTAIN = "-"  # of nobody is a mark like this
CHOSEN = "chosen"


class Option(Struct, frozen=True):
    value: str  # a mark, or ABSTAIN
    label: str | Sentence


class Question(Struct, frozen=True):
    """One criterion about one entrant. Without `options` a number is typed."""

    field: str
    name: str
    scale: str
    options: tuple[Option, ...]
    least: str
    most: str
    step: str


class Asked(Struct, frozen=True):
    entrant: str
    name: str
    unit: str
    questions: tuple[Question, ...]


class BallotForm(Struct, frozen=True):
    """Where `most` is not 0, so many of the names are ticked; else each is asked about."""

    competition: str
    rehearsal: bool
    round: str
    about: tuple[Asked, ...]
    most: int
    is_visit: bool


def ballot_form(state: State, ballot: Ballot, round: Round, among: Sequence[str]) -> BallotForm:
    track = ballot.kind.track
    entrants = state.entrants[track]
    alone = bool(ballot.entrant)
    return BallotForm(
        state.rulebook.name,
        state.rehearsal,
        round.name,
        tuple(
            Asked(
                id,
                state.name_of(track, id),
                entrants[id].unit or entrants[id].district,
                () if round.most else tuple(_question(each, id, alone=alone) for each in round.criteria),
            )
            for id in among
        ),
        round.most,
        is_visit=alone,
    )


def field_of(criterion: str, entrant: str) -> str:
    """An id of a criterion has no slash in it."""
    return f"{criterion}/{entrant}"


def _question(criterion: Criterion, entrant: str, *, alone: bool) -> Question:
    """About several names somebody may know nothing of one: that is said, and no empty place."""
    options = _options(criterion)
    if options and not alone:
        options = (*options, Option(ABSTAIN, sentence("不了解")))
    return Question(
        field_of(criterion.id, entrant),
        criterion.name,
        criterion.scale,
        options,
        *map(shortest, (criterion.min, criterion.max, criterion.step)),
    )


def _options(criterion: Criterion) -> tuple[Option, ...]:
    """The best first."""
    if criterion.grades:
        best_first = sorted(criterion.grades, key=lambda grade: -grade.mark)
        return tuple(Option(shortest(grade.mark), grade.name) for grade in best_first)
    count = int((criterion.max - criterion.min) / criterion.step) + 1
    if count > MOST_OPTIONS:
        return ()
    marks = [criterion.min + n * criterion.step for n in range(count)]
    return tuple(Option(shortest(mark), shortest(mark)) for mark in reversed(marks))


def marks_of(
    form: BallotForm, round: Round, given: Mapping[str, str], chosen: Sequence[str]
) -> tuple[dict[str, dict[str, str]], tuple[str, ...]]:
    """What was filled in, by entrant and criterion; and the names about whom something is still open."""
    if form.most:
        [criterion] = round.criteria
        marks = {True: shortest(criterion.max), False: shortest(criterion.min)}
        return {each.entrant: {criterion.id: marks[each.entrant in chosen]} for each in form.about}, ()
    found, unfinished = dict[str, dict[str, str]](), list[str]()
    for each in form.about:
        answers = [given.get(question.field, "").strip() for question in each.questions]
        if all(answer == ABSTAIN for answer in answers):
            continue
        if not all(answers) or ABSTAIN in answers:
            unfinished.append(each.name)
            continue
        found[each.entrant] = dict(zip((c.id for c in round.criteria), answers, strict=True))
    return found, tuple(unfinished)
