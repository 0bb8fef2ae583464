"""Paper as files: a folder for each track, award, entrant or judge, a file for each form and notice in it."""

import re
from collections.abc import Iterator
from pathlib import Path

from judging.core.papers.paper_template import PAPERS, PaperKind
from judging.core.state import State

from .books import book
from .forms import FORMS
from .jobs import Job, catalogue, job_name, job_sheets
from .moment import Moment
from .notices.printing import notice, page
from .notices.subjects import subjects
from .setting import Setting, document
from .sheet import Sheet

UNSAFE = re.compile(r'[\\/:*?"<>|]')  # in file names, somewhere


def documents(
    now: Moment, job: Job, out: Path, setting: Setting, *, whole: bool, in_one: bool = False
) -> Iterator[tuple[Path, str]]:
    """Where each PDF goes, and what is on it; workbooks and Word files are written on the way.

    *in_one*: all forms in one. Raises Refused or OSError.
    """
    if now.state.rules is None:
        return
    found = list(job_sheets(now, job, whole=whole, with_blank=not in_one))
    if found and job.is_everything:
        found.append(catalogue(now, whole=whole))
    for path, sheets in _files(now.state, job, found, out, in_one=in_one).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_suffix(".xlsx").write_bytes(book(now, sheets))
        yield path, document(now, sheets, setting, path.stem)
    yield from _notices(now, job, out, setting)


def _files(state: State, job: Job, found: list[Sheet], out: Path, *, in_one: bool) -> dict[Path, list[Sheet]]:
    """By the PDF they come into."""
    if in_one and found:
        return {out / f"{safe(job_name(state, job))}.pdf": found}
    files: dict[Path, list[Sheet]] = {}
    for sheet in found:
        path = out / _folder(state, job, sheet) / f"{FORMS[sheet.form].name}.pdf"
        files.setdefault(path, []).append(sheet)
    return files


def _folder(state: State, job: Job, sheet: Sheet) -> str:
    place = sheet.place
    of = job if job.entrant or job.judge else Job(place.track, place.pool)
    return safe(job_name(state, of))


def _notices(now: Moment, job: Job, out: Path, setting: Setting) -> Iterator[tuple[Path, str]]:
    """Of the job's award, or of all awards and objections."""
    for kind in PaperKind:
        for about, _ in subjects(now.state, kind):
            is_reply = kind is PaperKind.REPLY
            if not (job.is_everything or (job.award == about and not is_reply)):
                continue
            folder = out / safe(job_name(now.state, Job() if is_reply else Job(award=about)))
            path = folder / f"{PAPERS[kind]}{about if is_reply else ''}.pdf"
            content = notice(now.state, kind, about, setting.printed_at, is_masked=False)
            folder.mkdir(parents=True, exist_ok=True)
            path.with_suffix(".docx").write_bytes(content)
            yield path, page(now, kind, content, setting)


def safe(name: str) -> str:
    return UNSAFE.sub("-", name)
