"""The papers of a season: how each is made, of which tables, and which may go to everybody."""

from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from judging.core.papers.paper_template import PaperKind
from judging.season.rules import Table

from . import reminders
from .paper import SeasonPaper, SeasonSheet
from .score_list import score_list
from .season_honours import certificates, given, honour_list
from .season_letters import bulletin, publicity, reminder
from .season_moment import SeasonMoment
from .year_report import series_reports, year_report


class Chosen(Struct, frozen=True):
    """How many the organiser wants praised, and how many reminded, by table; "" is of all others."""

    first: Mapping[str, int] = {}
    last: Mapping[str, int] = {}

    def praised(self, table: Table) -> int:
        return self.first.get(table.id, self.first.get("", 0))

    def reminded(self, table: Table) -> int:
        return self.last.get(table.id, self.last.get("", 0))


Build = Callable[[SeasonMoment, Table, Chosen, str], Iterator[SeasonPaper]]  # of one entrant, or ""
BuildOfAll = Callable[[SeasonMoment], Iterator[SeasonPaper]]


class SeasonForm(Struct, frozen=True):
    """`is_public`: names nobody but who is praised. Exactly one of the builders is there."""

    name: str
    is_public: bool
    of_table: Build | None = None
    of_season: BuildOfAll | None = None
    is_of_one: bool = False  # each paper is for one entrant
    saved_as: str = "xlsx"  # beside PDF: "xlsx", "docx", or "" for what nobody works on


def papers(
    moment: SeasonMoment, form: str, chosen: Chosen, table: str = "", subject: str = ""
) -> Iterator[SeasonPaper]:
    """Of all tables where none is named, of all entrants where none is named. Raises Refused."""
    known = FORMS[form]
    if known.of_season is not None:
        made = (paper for paper in known.of_season(moment) if not table or paper.table in ("", table))
        yield from (paper for paper in made if subject in ("", paper.subject))
    else:
        yield from _of_tables(moment, known, chosen, table, subject)


def _of_tables(
    moment: SeasonMoment, form: SeasonForm, chosen: Chosen, table: str, subject: str
) -> Iterator[SeasonPaper]:
    assert form.of_table is not None
    for each in moment.season.tables:
        if table in ("", each.id):
            made = form.of_table(moment, each, chosen, subject)
            yield from (paper for paper in made if subject in ("", paper.subject))


def _lists(moment: SeasonMoment, table: Table, chosen: Chosen, subject: str) -> Iterator[SeasonPaper]:
    yield SeasonSheet("list", score_list(moment, table), "season-list.html")


def _reports(moment: SeasonMoment, table: Table, chosen: Chosen, subject: str) -> Iterator[SeasonPaper]:
    for entrant in moment.people(table):
        if subject not in ("", entrant):
            continue
        sheet = year_report(moment, table, entrant)
        series = tuple(series_reports(moment, table, entrant))
        yield SeasonSheet("report", sheet, "season-report.html", series)


def _bulletins(moment: SeasonMoment, table: Table, chosen: Chosen, subject: str) -> Iterator[SeasonPaper]:
    best = reminders.first(moment, table, chosen.praised(table))
    if best:
        yield bulletin(moment, table, best)


def _rolls(moment: SeasonMoment, table: Table, chosen: Chosen, subject: str) -> Iterator[SeasonPaper]:
    count = chosen.reminded(table)
    rows = reminders.last(moment, table, count)
    if rows:
        sheet = reminders.reminder_list(moment, table, rows, count)
        yield SeasonSheet("reminders", sheet, "season-list.html")


def _reminders(moment: SeasonMoment, table: Table, chosen: Chosen, subject: str) -> Iterator[SeasonPaper]:
    for row in reminders.last(moment, table, chosen.reminded(table)):
        if subject in ("", row.entrant):
            yield reminder(moment, table, row)


def _honours(moment: SeasonMoment) -> Iterator[SeasonPaper]:
    if given(moment):
        yield SeasonSheet("honours", honour_list(moment), "season-list.html")


def _publicity(moment: SeasonMoment) -> Iterator[SeasonPaper]:
    if given(moment):
        yield publicity(moment)


def _certificates(moment: SeasonMoment) -> Iterator[SeasonPaper]:
    return certificates(moment, PaperKind.CERTIFICATE)


def _plaques(moment: SeasonMoment) -> Iterator[SeasonPaper]:
    return certificates(moment, PaperKind.PLAQUE)


# Key in addresses → the form.
FORMS: dict[str, SeasonForm] = {
    "list": SeasonForm("成绩单", is_public=False, of_table=_lists),
    "bulletin": SeasonForm("通报", is_public=True, of_table=_bulletins, saved_as="docx"),
    "honours": SeasonForm("获奖名单", is_public=True, of_season=_honours),
    "publicity": SeasonForm("公示稿", is_public=True, of_season=_publicity, saved_as="docx"),
    "certificate": SeasonForm("证书", is_public=True, of_season=_certificates, is_of_one=True, saved_as=""),
    "plaque": SeasonForm("奖牌", is_public=True, of_season=_plaques, is_of_one=True, saved_as=""),
    "report": SeasonForm("成绩报告", is_public=False, of_table=_reports, is_of_one=True),
    "reminders": SeasonForm("督促提醒名单", is_public=False, of_table=_rolls),
    "reminder": SeasonForm(
        "督促提醒函", is_public=False, of_table=_reminders, is_of_one=True, saved_as="docx"
    ),
}
