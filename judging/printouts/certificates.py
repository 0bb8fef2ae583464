"""证书 and 奖牌: one for each number that stands, by a template, in the order of the ceremony."""

from collections.abc import Iterator

from judging.core.appeals.award_phase import AwardPhase, phase_of
from judging.core.ceremony.bottom_up import announced_honours
from judging.core.honours.computed import award_name, awards_of
from judging.core.honours.decided import honour_name
from judging.core.papers.certificate import Certificate
from judging.core.papers.numbering import is_revoked, standing_certificates
from judging.core.papers.paper_template import PAPERS, PaperKind
from judging.core.state import State
from judging.sheets.table import Cell, Column, Line, Table

from .masking import is_person
from .moment import Moment
from .notices import kinds
from .notices.filling import filled
from .notices.in_force import template_of
from .notices.paged import PagePart, parts
from .notices.values import chinese_date
from .sheet import Sheet, SheetPlace
from .whereabouts import Whom

COLUMNS = (
    Column("number", "编号", "number"),
    Column("name", "获奖者", "name"),
    Column("award", "奖项", "track"),
    Column("level", "等次", "level"),
    Column("title", "称号", "title"),
)
OUT = (AwardPhase.PUBLISHED, AwardPhase.FINAL)


def certificate_sheet(moment: Moment, place: SheetPlace, whole: bool) -> Sheet:
    return _sheet(moment.state, place, PaperKind.CERTIFICATE)


def plaque_sheet(moment: Moment, place: SheetPlace, whole: bool) -> Sheet:
    return _sheet(moment.state, place, PaperKind.PLAQUE)


def certified(state: State, whole: bool) -> Iterator[SheetPlace]:
    """`subject`: the number."""
    for award in awards_of(state):
        for each in standing_certificates(state, award):
            yield SheetPlace("", pool=award, subject=each.number)


def plaques(state: State, whole: bool) -> Iterator[SheetPlace]:
    """Of those who are no persons: who hangs a plaque on a wall."""
    numbers = {each.number: each for each in state.certificates}
    return (place for place in certified(state, whole) if not _is_of_person(state, numbers[place.subject]))


def prose(moment: Moment, sheet: Sheet) -> tuple[PagePart, ...]:
    """What stands on it. Raises BadTemplate."""
    found, state = _certificate(moment.state, sheet.place.subject), moment.state
    known = {
        kinds.COMPETITION: state.rulebook.name,
        kinds.ORGANISER: state.rulebook.organiser,
        kinds.DAY: chinese_date(state.decisions[found.honour.award][-1].at),
        kinds.HOLDER: honour_name(state, found.honour),
        kinds.AWARD: award_name(state, found.honour.award),
        kinds.LEVEL: found.honour.level,
        kinds.TITLE: found.honour.title and f"“{found.honour.title}”",
        kinds.CERTIFICATE_NUMBER: found.number,
    }
    return parts(filled(template_of(state, PaperKind(sheet.form)), known))


def is_out(state: State, sheet: Sheet) -> bool:
    """Whether everybody has heard of it: on the stage, or by what was made public."""
    honour = _certificate(state, sheet.place.subject).honour
    return honour in announced_honours(state) or phase_of(state, honour.award) in OUT


def is_withdrawn(state: State, sheet: Sheet) -> bool:
    return is_revoked(state, _certificate(state, sheet.place.subject))


def holder(state: State, place: SheetPlace) -> Whom | None:
    """An entrant; None of a district."""
    honour = _certificate(state, place.subject).honour
    return (honour.track, honour.entrant) if honour.track else None


def _certificate(state: State, number: str) -> Certificate:
    return next(each for each in state.certificates if each.number == number)


def _is_of_person(state: State, found: Certificate) -> bool:
    honour = found.honour
    if not honour.track:
        return False  # a district
    return is_person(state.track(honour.track), state.entrants[honour.track][honour.entrant])


def _sheet(state: State, place: SheetPlace, kind: PaperKind) -> Sheet:
    found = _certificate(state, place.subject)
    name, award = honour_name(state, found.honour), award_name(state, found.honour.award)
    texts = (found.number, name, award, found.honour.level, found.honour.title)
    return Sheet(
        form=kind.value,
        place=place,
        title=f"{award}{PAPERS[kind]}",
        heading=(("编号", found.number), ("获奖者", name)),
        table=Table(COLUMNS, (Line(found.number, tuple(map(Cell, texts))),)),
        signatures=(),
        gist=(("获奖者", name), ("奖项", " ".join(filter(None, (award, *texts[3:]))))),
    )
