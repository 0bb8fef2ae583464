"""What is printed of a competition's file: computed in the worker, which knows no request."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from urllib.parse import quote

from msgspec import Struct

from judging import access
from judging.archive.keeping import Keeping, keeping
from judging.core.hall.whose import halls_of_track
from judging.core.honours.decided import award_name, awards_of
from judging.core.papers.numbering import without_number
from judging.core.people.actor import Actor, acting
from judging.core.people.duty import Duty
from judging.core.people.reaching import halls_of
from judging.core.refused import Reason, Refused
from judging.core.sentence import Sentence, sentence
from judging.core.words import seat
from judging.printouts import moment
from judging.printouts.blanks import seat_of
from judging.printouts.books import book
from judging.printouts.cards import Card
from judging.printouts.forms import FORMS, sheets
from judging.printouts.moment import Moment
from judging.printouts.recusals import BLANK, judges_of
from judging.printouts.setting import Setting, card_document, document, slip_document
from judging.printouts.sheet import WHOLE, Sheet, SheetPlace
from judging.printouts.slips import SlipPrint
from judging.store import Unreadable
from judging.workings.of_state import title, workings

PRINTING = (Duty.ORGANISER, Duty.DIRECTOR, Duty.PRINTER, Duty.SUPERVISOR)


class PrintChoice(Struct, frozen=True):
    """One sheet that can be printed."""

    label: tuple[str | Sentence, ...]  # whose it is
    path: str


class FormChoices(Struct, frozen=True):
    form: str  # key in `FORMS`
    path: str  # all of them
    sheets: list[PrintChoice]


class TrackChoices(Struct, frozen=True):
    name: str
    locked_at: str  # UTC; "" while it is not locked
    path: str  # all its sheets that are signed
    count: int  # of those
    forms: list[FormChoices]


class PoolChoices(Struct, frozen=True):
    """An award that there is paper of."""

    id: str
    name: str
    locked_at: str  # UTC, of its last track
    unnumbered: int  # so many are honoured and have no number of a certificate yet
    forms: list[FormChoices]


class Choices(Struct, frozen=True):
    competition: str
    rehearsal: bool
    tracks: list[TrackChoices]
    pools: list[PoolChoices]
    whole: list[FormChoices]  # of the whole competition
    keeping: tuple[Keeping, ...]  # until when personal data is kept


OF_SEATS = ("blank", "paper")  # forms of a judge
HISTORY, RECUSAL = "history", "recusal"
OBJECTIONS = ("objection", "answer")
NO_ROUND = "-"  # in an address: of a subject in all rounds


class As(StrEnum):
    HTML = "html"  # also what becomes a PDF
    WORKBOOK = "xlsx"


class PrintRequest(Struct, frozen=True):
    """The sheets of *forms* of a track or pool; of a round or subject of it, where one is named."""

    forms: Sequence[str]
    owner: str
    round: str = ""
    subject: str = ""
    whole: bool = False
    by: Actor = acting(Duty.ORGANISER)


class Printed(Struct, frozen=True):
    title: str
    content: bytes


def choices(file: Path, whole: bool, by: Actor) -> Choices:
    now = present(file)
    return Choices(
        now.state.rulebook.name,
        now.state.rehearsal,
        _tracks(now, whole, by),
        _pools(now, by),
        _whole(now, by),
        keeping(now.state.rulebook, now.at),
    )


def printed(file: Path, wanted: PrintRequest, kind: As, setting: Setting) -> Printed:
    """Raises Refused where there is nothing to print yet."""
    now = present(file)
    place = (wanted.owner, wanted.round, wanted.subject)
    found = [
        sheet
        for form in wanted.forms
        for sheet in allowed(now, wanted.by, sheets(now, form, *place, whole=wanted.whole))
    ]
    title = now.state.track(wanted.owner).name if len(wanted.forms) > 1 else found[0].title if found else ""
    return printed_sheets(now, found, title, kind, setting)


def printed_sheets(now: Moment, found: list[Sheet], title: str, kind: As, setting: Setting) -> Printed:
    """As one file. Raises Refused where there are none."""
    if not found:
        raise Refused(
            Reason.INCOMPLETE,
            "现在没有可以打印的内容，请在亮分、公布排名（或抽签、安排评委）之后再打印。",
        )
    if kind is As.WORKBOOK:
        return Printed(title, book(now, found))
    return Printed(title, document(now, found, setting, title).encode())


def workbook(file: Path) -> Printed:
    """核算底稿 of what is locked. Raises Refused where nothing is."""
    now = present(file)
    content = workings(now.state)
    if content is None:
        raise Refused(Reason.INCOMPLETE, "还没有核分锁定的组别，核算底稿在锁定之后才有。")
    return Printed(title(now.state), content)


def cards(file: Path, held: Sequence[Card], setting: Setting) -> bytes:
    """As HTML."""
    return card_document(present(file), held, setting).encode()


def slips(file: Path, made: Sequence[SlipPrint], setting: Setting) -> bytes:
    """As HTML."""
    return slip_document(present(file), made, setting).encode()


def present(file: Path) -> Moment:
    """The competition as it stands, its chain verified on the way. Raises Refused."""
    try:
        return moment.read(file)
    except Unreadable as unreadable:
        raise Refused(Reason.NOT_NOW, unreadable.sentence) from unreadable


def allowed(now: Moment, by: Actor, found: list[Sheet]) -> list[Sheet]:
    """What of a form a director may print: of the own hall, no place before the ranking was shown."""
    if by.has(Duty.ORGANISER):
        return found
    return [sheet for sheet in found if is_here(now, by, sheet.place.track) and _may_have(now, by, sheet)]


def is_here(now: Moment, by: Actor, track: str) -> bool:
    """Whether *by* works where the track is judged."""
    here = halls_of(now.state, by, PRINTING)
    return len(here) == len(now.state.halls) or any(track in now.state.tracks_in(hall) for hall in here)


def _may_have(now: Moment, by: Actor, sheet: Sheet) -> bool:
    """The log is for who may read that of all halls of the track; objections for the supervisor."""
    if sheet.form in OBJECTIONS:
        return by.has(Duty.SUPERVISOR)
    if sheet.form != HISTORY:
        return _for_director(now, sheet)
    own = access.halls_to_read(now.state, by)
    return own is None or halls_of_track(now.state, sheet.place.track) <= frozenset(own)


def _for_director(now: Moment, sheet: Sheet) -> bool:
    form = FORMS[sheet.form]
    return form.is_for_director(now.state, sheet) or form.is_public(now.state, sheet)


def _tracks(now: Moment, whole: bool, by: Actor) -> list[TrackChoices]:
    made = []
    for track in (each for each in now.state.rulebook.tracks if is_here(now, by, each.id)):
        found = {
            name: allowed(now, by, sheets(now, name, track.id, whole=whole))
            for name, form in FORMS.items()
            if form.is_of_track
        }
        forms = [_form(now, name, track.id, of, whole) for name, of in found.items() if of]
        count = sum(len(of) for name, of in found.items() if FORMS[name].is_in_the_job)
        path = _path("all", SheetPlace(track.id), whole)
        made.append(TrackChoices(track.name, now.locked_at(SheetPlace(track.id)), path, count, forms))
    return made


def _pools(now: Moment, by: Actor) -> list[PoolChoices]:
    """Those there is a sheet of, or that certificates are to be numbered of."""
    made = []
    for award in awards_of(now.state):
        found = {
            name: allowed(now, by, sheets(now, name, award))
            for name, form in FORMS.items()
            if form.is_of_pool
        }
        forms = [_form(now, name, award, of, whole=False) for name, of in found.items() if of]
        unnumbered = len(without_number(now.state, award)) if by.has(Duty.ORGANISER) else 0
        if forms or unnumbered:
            locked_at = now.locked_at(SheetPlace("", pool=award))
            made.append(PoolChoices(award, award_name(now.state, award), locked_at, unnumbered, forms))
    return made


def _whole(now: Moment, by: Actor) -> list[FormChoices]:
    """The forms of the whole competition."""
    made = {
        name: allowed(now, by, sheets(now, name, WHOLE)) for name, form in FORMS.items() if form.is_of_whole
    }
    return [_form(now, name, "", found, whole=False) for name, found in made.items() if found]


def _form(now: Moment, form: str, track: str, found: list[Sheet], whole: bool) -> FormChoices:
    paths = {_path(form, sheet.place, whole): sheet for sheet in found}  # all of a judge in one job
    choices = [PrintChoice(_label(now, sheet), path) for path, sheet in paths.items()]
    return FormChoices(form, _path(form, SheetPlace(track), whole), choices)


def _label(now: Moment, sheet: Sheet) -> tuple[str | Sentence, ...]:
    place, state = sheet.place, now.state
    if sheet.form in OF_SEATS:
        judge = seat_of(state, place)
        panel = (sentence("评委组{panel}", panel=place.panel),) if place.panel else ()
        return *panel, seat(judge.seat), judge.name
    if FORMS[sheet.form].prose:
        return tuple(value for _, value in sheet.heading)
    if place.pool:
        meeting = (sentence("第 {number} 次会议", number=place.subject),) if place.subject else ()
        return award_name(state, place.pool), *meeting
    if place.subject == BLANK:
        return (sentence("空白"),)
    if sheet.form == RECUSAL:
        judge = judges_of(state, place.track, place.round)[place.subject]
        return judge.name, seat(judge.seat)
    if sheet.form == HISTORY:
        entrant = state.entrants[place.track][place.subject]
        return state.name_of(place.track, entrant.id), entrant.district
    if place.subject:
        return tuple(value for _, value in sheet.heading if value)
    if not place.track:
        return (sheet.title,)
    track = state.track(place.track)
    return (track.round(place.round).name if place.round else track.name,)


def _path(form: str, place: SheetPlace, whole: bool) -> str:
    round = place.round or (NO_ROUND if place.subject else "")
    ids = filter(None, (form, place.owner, round, place.subject))
    return f"/print/{'/'.join(map(quote, ids))}{'?all=1' if whole else ''}"
