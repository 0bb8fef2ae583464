"""Papers of a season to HTML, and those with a table to Excel, by the setters of all paper."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from judging.core.refused import Reason, Refused
from judging.printouts.notices.opening import opened
from judging.printouts.notices.paged import PagePart, parts
from judging.printouts.qr import Qr
from judging.printouts.setting import Setting, rendered
from judging.printouts.sheet import Sheet, SheetPlace
from judging.sheets.results import Printout, workbook
from judging.sheets.table import Cell, Column, Table

from .paper import SeasonLetter, SeasonPaper, SeasonSheet
from .season_moment import SeasonMoment
from .year_report import SeriesReport

MOST_UPRIGHT = 8  # columns on a page that stands
MOST_OF_A_TAB = 31  # signs, as Excel has it
UNSAFE = re.compile(r"[\[\]:*?/\\']")  # on a tab
WHOM = Column("whom", "参赛对象", "name")


class PrintedPaper(Struct, frozen=True):
    """What the templates ask of a sheet or letter; either `sheet` or `letter` is there."""

    mark: str
    is_locked: bool
    sheet: Sheet | None = None
    template: str = ""
    series: tuple[SeriesReport, ...] = ()
    prose: tuple[PagePart, ...] = ()
    letter: tuple[PagePart, ...] = ()
    subject: str = ""  # by name
    code: str = ""
    qr: Qr | None = None
    density: str = ""


def season_document(moment: SeasonMoment, papers: Sequence[SeasonPaper], setting: Setting, title: str) -> str:
    """One HTML document with all *papers*. Raises Refused where there are none."""
    if not papers:
        raise Refused(
            Reason.INCOMPLETE,
            "现在没有可以打印的内容：通报、督促提醒要先填写人数，证书、奖牌和公示稿要等奖项确定。",
        )
    printed = [_printed(moment, paper) for paper in papers]
    set_by = moment.imprint
    return rendered("season.html", set_by, setting, title=title, printed=printed)


def _printed(moment: SeasonMoment, paper: SeasonPaper) -> PrintedPaper:
    blank = (moment.mark, bool(moment.locked_at))
    match paper:
        case SeasonLetter():
            return PrintedPaper(*blank, letter=parts(opened(paper.content)))
        case SeasonSheet():
            return PrintedPaper(
                *blank,
                sheet=paper.sheet,
                template=paper.template,
                series=paper.series,
                prose=paper.prose,
                subject=moment.name(paper.table, paper.subject) if paper.subject else "",
                density="wide" if len(paper.sheet.table.columns) > MOST_UPRIGHT else "",
            )


def season_book(moment: SeasonMoment, papers: Sequence[SeasonPaper]) -> bytes:
    """The .xlsx file of those that are sheets. Raises Refused where there are none."""
    found = [paper for paper in papers if isinstance(paper, SeasonSheet)]
    if not found:
        raise Refused(Reason.INCOMPLETE, "这里没有可以存成 Excel 的表，请改存 PDF 或 Word。")
    return workbook([_printout(moment, n, sheet) for n, sheet in enumerate(_sheets(moment, found), 1)])


def _sheets(moment: SeasonMoment, papers: Sequence[SeasonSheet]) -> Iterator[Sheet]:
    """The reports of a table below each other: nobody opens two thousand worksheets."""
    for title, group in groupby(papers, key=lambda paper: paper.name):
        sheets = [paper.sheet for paper in group]
        if len(sheets) == 1 or not sheets[0].place.subject:
            yield from sheets
            continue
        columns = (WHOM, *sheets[0].table.columns)
        lines = [
            replace(line, cells=(Cell(moment.name(sheet.place.track, sheet.place.subject)), *line.cells))
            for sheet in sheets
            for line in sheet.table.lines
        ]
        yield Sheet(sheets[0].form, SheetPlace(sheets[0].place.track), title, Table(columns, tuple(lines)))


def _printout(moment: SeasonMoment, number: int, sheet: Sheet) -> Printout:
    proof = f"输入指纹 {moment.fingerprint}"
    outcome = [f"{label}：{value}" for label, value in sheet.outcome]
    return Printout(
        name=f"{number} {UNSAFE.sub(' ', sheet.title)}"[:MOST_OF_A_TAB],
        title=(moment.season.name, sheet.title),
        heading="　".join(f"{label}：{value}" for label, value in sheet.heading if value),
        table=sheet.table,
        below=(*outcome, *sheet.notes, proof),
        excuses=(),
        signatures=sheet.signatures,
        mark=moment.mark,
        footer=proof,
        rehearsal=moment.rehearsal,
    )
