"""What goes into an archive, written into a folder: the log without keys, exports, documents, a README."""

from datetime import UTC, datetime
from pathlib import Path

import msgspec

from judging.audit.export import export, export_log, export_times, export_workings
from judging.audit.verify import replayed
from judging.backup import write_copy
from judging.core.refused import Reason, Refused
from judging.core.state import State
from judging.printouts.filing import documents
from judging.printouts.jobs import Job
from judging.printouts.moment import Moment, moment
from judging.printouts.pdf import pdfs
from judging.printouts.setting import Setting
from judging.store.sqlite import entries

from .manifest import NAME, README, Manifest, manifest, read_me
from .package import pack
from .redaction import publishable, redacted_export

LOG = "competition.sqlite"
EXPORT, DOCUMENTS = "export", "documents"


def file_name(state: State, *, redacted: bool) -> str:
    """Of the zip."""
    return f"{state.rulebook.name}{'删节归档' if redacted else '完整归档'}.zip"


def gather(file: Path, folder: Path, at: datetime, *, redacted: bool = False) -> None:
    """Everything but PDFs: documents are pages. Raises Refused, Unreadable, OSError or sqlite3.Error."""
    copy = folder / LOG
    write_copy(file, copy)
    log = entries(copy)
    state = replayed(log)
    if state.rules is None:
        raise Refused(Reason.INCOMPLETE, "里面还没有赛事，没有可归档的内容。")
    last = (log[-1].position, log[-1].hash, log[-1].at)
    if redacted:
        publishable(state)
        copy.unlink()
        redacted_export(state, folder / EXPORT)
    else:
        export(state, folder / EXPORT)
        export_times(log, state, folder / EXPORT, {})
        export_log(log, folder / EXPORT)
        export_workings(state, folder / EXPORT)
        now = moment(log)
        _documents(now, folder / DOCUMENTS, now.not_before(at))
    _say(folder, manifest(state, last, at, redacted=redacted))


def _documents(now: Moment, out: Path, at: datetime) -> None:
    """All forms and notices, as pages, workbooks and Word files."""
    setting = Setting(at.astimezone(UTC), "", is_alone=True)
    for path, html in documents(now, Job(), out, setting, whole=True):
        path.with_suffix(".html").write_text(html, "utf-8")


def _say(folder: Path, found: Manifest) -> None:
    (folder / NAME).write_bytes(msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n")
    (folder / README).write_text(read_me(found), "utf-8")


def as_pdfs(folder: Path) -> None:
    """Each document as a PDF in the place of its page. Raises NoBrowser; then the pages are as they were."""
    pages = sorted((folder / DOCUMENTS).rglob("*.html"))
    if not pages:
        return
    for page, content in zip(pages, pdfs([page.read_text("utf-8") for page in pages]), strict=True):
        page.with_suffix(".pdf").write_bytes(content)
        page.unlink()


def sealed(folder: Path, out: Path, at: datetime) -> str:
    """Packs the folder; the seal of the zip. Raises OSError."""
    local = at.astimezone()
    return pack(folder, out, (local.year, local.month, local.day, local.hour, local.minute, local.second))
