"""The ledgers of a season (台账): who is in a table, who was excused, what comes off, whose order holds."""

from collections.abc import Mapping
from pathlib import Path

from judging.core.sentence import sentence
from judging.season.gathered import Excuse, ExcusedAs, Gathered
from judging.season.reckoning import people_of
from judging.season.rules import Season, as_rulebook
from judging.season.valuing import outcomes

from .csvs import Table
from .day_files import STATUSES, Reader
from .keys import one_of
from .naming import clean
from .problems import Findings, shown

ROSTER_COLUMNS = ("track", "entrant")
ROSTER_OPTIONAL = ("status",)
EXCUSED_COLUMNS = ("track", "event", "entrant", "as", "reason")

Rosters = dict[str, dict[str, str | None]]


def read_roster(path: Path, season: Season, findings: Findings) -> Rosters:
    """Who is in each table; a status unranks."""
    table = Table(path, ROSTER_COLUMNS, ROSTER_OPTIONAL, findings)
    rosters: Rosters = {each.id: {} for each in season.tables}
    lines: dict[tuple[str, str], int] = {}
    for track, entrant, status in table.rows():
        if not knows_table(table, season, track) or not clean(table, "entrant", entrant):
            continue
        if (line := lines.setdefault((track, entrant), table.line)) != table.line:
            what = sentence("{entrant} 在第 {line} 行已经有了", entrant=entrant, line=line)
            table.refuse("entrant", what, sentence("只留一行"))
        elif status and status not in STATUSES:
            what = sentence("{status} 不是状态", status=shown(status))
            remedy = sentence("{remedy}，或空着", remedy=one_of(status, STATUSES))
            table.refuse("status", what, remedy)
        rosters[track][entrant] = status or None
    return rosters


def refuse_unlisted(path: Path, season: Season, gathered: Gathered, findings: Findings) -> None:
    """Everybody found in a table's tracks is on a row of the roster."""
    for table in season.tables:
        listed = (gathered.rosters or {}).get(table.id, {})
        for series in season.series_of(table):
            for event in series.events:
                for entrant in outcomes(table, event.id, gathered):
                    if entrant not in listed:
                        listed = {**listed, entrant: None}
                        what = sentence(
                            "{entrant} 在 {event} 的成绩里有，名册里没有",
                            entrant=shown(entrant),
                            event=event.id,
                        )
                        remedy = sentence("补一行 {row}，或改正编号", row=f"{table.id},{entrant}")
                        findings.add(f"{path}:1: entrant", what, remedy)


def read_excused(
    path: Path, season: Season, gathered: Gathered, findings: Findings
) -> dict[tuple[str, str, str], Excuse]:
    """Missed events only: who was there, or was disqualified there, is not excused."""
    table = Table(path, EXCUSED_COLUMNS, (), findings)
    found: dict[tuple[str, str, str], Excuse] = {}
    lines: dict[tuple[str, str, str], int] = {}
    people = {each.id: people_of(season, each, gathered) for each in season.tables}
    fared: dict[tuple[str, str], Mapping[str, object]] = {}
    for track, event, entrant, how, reason in table.rows():
        if not knows_table(table, season, track):
            continue
        known = events_of(season, track)
        if event not in known:
            what = sentence("{event} 不是总表 {table} 的场次", event=shown(event), table=track)
            table.refuse("event", what, one_of(event, known))
            continue
        if not knows_entrant(table, track, entrant, people[track]):
            continue
        if (track, event) not in fared:
            fared[track, event] = present(season, track, event, gathered)
        if (line := lines.setdefault((track, event, entrant), table.line)) != table.line:
            what = sentence(
                "{entrant} 的 {event} 在第 {line} 行已经有了", entrant=entrant, event=event, line=line
            )
            table.refuse("entrant", what, sentence("只留一行"))
        elif how not in {each.value for each in ExcusedAs}:
            what = sentence("{value} {what}", value=shown(how), what=sentence("不在可选的词里"))
            table.refuse("as", what, one_of(how, ExcusedAs))
        elif entrant in fared[track, event]:
            what = sentence("{entrant} 在 {event} 有成绩或已取消资格", entrant=entrant, event=event)
            table.refuse("entrant", what, sentence("请假只写没有参加的场次；删去这一行"))
        else:
            found[track, event, entrant] = Excuse(ExcusedAs(how), reason)
    return found


def read_decided(season: Season, gathered: Gathered, findings: Findings) -> Reader:
    """A reader of deductions and orders that knows the people of each table."""
    people = {table.id: set(people_of(season, table, gathered)) for table in season.tables}
    return Reader(as_rulebook(season), findings, people)


def events_of(season: Season, table: str) -> list[str]:
    return [event.id for series in season.series_of(season.table(table)) for event in series.events]


def present(season: Season, table: str, event: str, gathered: Gathered) -> Mapping[str, object]:
    """Who was in an event, or disqualified there."""
    return {
        entrant: outcome
        for entrant, outcome in outcomes(season.table(table), event, gathered).items()
        if outcome.place is not None or outcome.status == "disqualified"
    }


def knows_table(table: Table, season: Season, id: str) -> bool:
    known = [each.id for each in season.tables]
    if id not in known:
        table.refuse("track", sentence("{table} 不是赛季的总表", table=shown(id)), one_of(id, known))
    return id in known


def knows_entrant(table: Table, of: str, entrant: str, people: Mapping[str, object]) -> bool:
    if entrant not in people:
        what = sentence("{entrant} 不在总表 {table} 里", entrant=shown(entrant), table=of)
        table.refuse("entrant", what, one_of(entrant, people))
    return entrant in people
