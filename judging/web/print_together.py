"""One job of a competition's file, across forms: of an entrant, a judge, a track, an award, or everything."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

from msgspec import Struct
from msgspec.structs import asdict

from judging.core.honours.decided import awards_of
from judging.core.people.actor import Actor
from judging.core.people.duty import Duty
from judging.core.state import State
from judging.printouts.forms import FORMS
from judging.printouts.jobs import Job, catalogue, job_name, job_sheets, jobs_of, judges
from judging.printouts.setting import Setting

from .print_jobs import As, PrintChoice, Printed, allowed, is_here, present, printed_sheets


class JobGroup(Struct, frozen=True):
    """`kind`: of what the jobs are; `name`: of the track that the entrants are of."""

    kind: str  # "everything" | "track" | "award" | "entrant" | "judge"
    jobs: tuple[PrintChoice, ...]
    name: str = ""


class JobRequest(Struct, frozen=True):
    job: Job
    whole: bool
    by: Actor


def together(file: Path, wanted: JobRequest, kind: As, setting: Setting) -> Printed:
    """Raises Refused where there is nothing to print yet."""
    now = present(file)
    sheets = list(job_sheets(now, wanted.job, whole=wanted.whole, with_blank=False))
    found = allowed(now, wanted.by, sheets)
    if found and wanted.job.is_everything and wanted.by.has(Duty.ORGANISER):
        found.append(catalogue(now, whole=wanted.whole))
    return printed_sheets(now, found, job_name(now.state, wanted.job) if found else "", kind, setting)


def listed(file: Path, whole: bool, kind: As, setting: Setting) -> Printed:
    """归档目录."""
    now = present(file)
    sheet = catalogue(now, whole=whole)
    return printed_sheets(now, [sheet], sheet.title, kind, setting)


def job_groups(file: Path, whole: bool, by: Actor) -> tuple[JobGroup, ...]:
    """Those there is paper of, where *by* works."""
    now = present(file)
    with_paper = {
        job
        for form in FORMS.values()
        for place in form.places(now.state, whole)
        if is_here(now, by, place.track)
        for job in jobs_of(now.state, form, place)
    }
    return tuple(
        JobGroup(kind, found, name)
        for kind, name, jobs in _jobs(now.state)
        if (found := tuple(_choice(now.state, job, whole) for job in jobs if job in with_paper))
    )


def _jobs(state: State) -> Iterator[tuple[str, str, list[Job]]]:
    tracks = state.rulebook.tracks
    yield "everything", "", [Job()]
    yield "track", "", [Job(track.id) for track in tracks]
    yield "award", "", [Job(award=award) for award in awards_of(state)]
    yield "judge", "", [Job(judge=judge) for judge in judges(state)]
    for track in tracks:
        yield "entrant", track.name, [Job(track.id, entrant=id) for id in state.entrants.get(track.id, {})]


def _choice(state: State, job: Job, whole: bool) -> PrintChoice:
    asked = {key: value for key, value in asdict(job).items() if value} | ({"all": "1"} if whole else {})
    return PrintChoice((_label(state, job),), f"/print/job?{urlencode(asked)}")


def _label(state: State, job: Job) -> str:
    if job.entrant:
        return state.name_of(job.track, job.entrant)
    return judges(state)[job.judge] if job.judge else job_name(state, job)
