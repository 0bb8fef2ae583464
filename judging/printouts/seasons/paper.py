"""What a paper of a season is: a sheet with a table, or a letter out of a Word file."""

from msgspec import Struct

from judging.printouts.notices.paged import PagePart
from judging.printouts.sheet import Sheet

from .year_report import SeriesReport


class SeasonSheet(Struct, frozen=True):
    """`form`: key in `season_papers.FORMS`."""

    form: str
    sheet: Sheet
    template: str
    series: tuple[SeriesReport, ...] = ()
    prose: tuple[PagePart, ...] = ()

    @property
    def name(self) -> str:
        return self.sheet.title

    @property
    def table(self) -> str:
        """The table whose paper it is, or ""."""
        return self.sheet.place.track

    @property
    def subject(self) -> str:
        """The entrant whom alone it is about, or ""."""
        return self.sheet.place.subject


class SeasonLetter(Struct, frozen=True):
    """`name`: of its file."""

    form: str
    name: str
    content: bytes  # .docx
    subject: str = ""
    table: str = ""


SeasonPaper = SeasonSheet | SeasonLetter
