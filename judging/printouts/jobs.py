"""One job: which sheets are printed together, across forms."""

from collections.abc import Iterator

from msgspec import Struct

from judging.core.honours.decided import award_name, awards_of
from judging.core.state import State

from .form import Form
from .forms import FORMS
from .moment import Moment
from .sheet import WHOLE, Sheet, SheetPlace
from .whereabouts import Whom


class Job(Struct, frozen=True):
    """What each sheet is of; of the whole competition where nothing is named.

    An entrant with the track, since ids are of a track; a judge on all panels.
    """

    track: str = ""
    award: str = ""
    entrant: str = ""
    judge: str = ""

    @property
    def is_everything(self) -> bool:
        return self == Job()


def jobs_of(state: State, form: Form, place: SheetPlace) -> Iterator[Job]:
    """All that the sheet there is a part of."""
    yield Job()
    yield Job(place.track, place.pool)
    if whom := form.entrant(state, place):
        yield Job(whom[0], entrant=whom[1])
    if form.is_of_judge:
        yield Job(judge=place.subject)


def job_sheets(moment: Moment, job: Job, *, whole: bool, with_blank: bool = True) -> Iterator[Sheet]:
    """In the order of tracks, awards and what is of the competition; within it by form.

    *with_blank*: of everything also the sheets that are still to be filled in.
    """
    state = moment.state
    order = [*(track.id for track in state.rulebook.tracks), *awards_of(state), WHOLE]
    places = [
        (form, place)
        for form in FORMS.values()
        for place in form.places(state, whole)
        if job in jobs_of(state, form, place) and (with_blank or not (job.is_everything and form.is_blank))
    ]
    for form, place in sorted(places, key=lambda each: order.index(each[1].owner)):
        yield form.build(moment, place, whole)


def job_name(state: State, job: Job) -> str:
    """No two jobs have the same."""
    if job.entrant:
        return f"{state.track(job.track).name}-{state.name_of(job.track, job.entrant)}"
    if job.judge:
        return f"{judges(state)[job.judge]}（{job.judge}）"
    if job.award:
        return award_name(state, job.award)
    return state.track(job.track).name if job.track else state.rulebook.name


def judges(state: State) -> dict[str, str]:
    """The names of all who sit on a panel or in reserve, by id."""
    return {
        judge.id: judge.name for panel in state.panels.values() for judge in (*panel.judges, *panel.reserves)
    }


def judges_called(state: State, name: str) -> list[str]:
    """The ids of who has this name or id."""
    return [id for id, own in judges(state).items() if name in (id, own)]


def entrants_called(state: State, name: str) -> list[Whom]:
    """Who has this name or id; in different tracks they may be several."""
    return [
        (track, each.id)
        for track, entrants in state.entrants.items()
        for each in entrants.values()
        if name in (each.id, each.name)
    ]


def catalogue(moment: Moment, *, whole: bool) -> Sheet:
    """归档目录: of all that there is now."""
    return FORMS["catalogue"].build(moment, SheetPlace(""), whole)
