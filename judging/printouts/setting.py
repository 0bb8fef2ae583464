"""From sheets to HTML. What is on a page was decided before; here it only gets its place."""

import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from msgspec import Struct
from msgspec.structs import replace

from judging import assets
from judging.core.scoring.evaluators import Who
from judging.core.scoring.told import told

from . import proof
from .cards import Card
from .forms import FORMS
from .moment import Moment
from .notices.paged import PagePart
from .phrases import local_moment, lock_mark
from .qr import Qr, qr
from .sheet import Sheet
from .slips import SlipPrint

Tool = tuple[str, str]  # key in `TOOLS`, and link
TOOLS = {"pdf": "PDF", "xlsx": "Excel", "docx": "Word", "back": "返回"}
# Two columns of stub and slip; three of labels as they are sold; a code that is read from a step away.
SLIPS_ON_A_PAGE = {"ballots": 10, "labels": 24, "windows": 2}
STRUCK = {"high": "高", "low": "低"}
LAST_LINES = 3  # of a table, on the page where it is signed
SEAT = re.compile("([0-9]+号 [^，]+，?)")
MOST_SEATS, MOST_CROWDED = 7, 9  # beside each other in the usual type, in a smaller one


class Setting(Struct, frozen=True):
    """What one print run needs to know beside the sheets."""

    printed_at: datetime  # aware
    address: str = ""  # http://192.168.1.5:8000, where /verify is; "": the QR holds the bare check code
    tools: Sequence[Tool] = ()  # what the preview on the screen offers
    is_alone: bool = False  # carries its styles inside: a file, or what becomes a PDF


class Imprint(Struct, frozen=True):
    """Whose paper it is and what it was printed from: the same on all its pages."""

    name: str  # of the competition or season
    organiser: str = ""
    rehearsal: bool = False
    position: int = 0  # of the last entry of the log
    tail: str = ""  # first digits of its hash


class Printed(Struct, frozen=True):
    sheet: Sheet
    template: str
    mark: str  # whether its track is locked
    is_locked: bool
    code: str = ""  # "" on forms that prove nothing
    qr: Qr | None = None
    prose: tuple[PagePart, ...] = ()  # of a form that a template says

    @property
    def subject(self) -> str:
        """Whom in the track it is about: number and name, for the head of its further pages."""
        whose = self.sheet.heading[:2] if self.sheet.place.subject else ()
        return "　".join(value for _, value in whose if value)

    @property
    def density(self) -> str:
        """How many seats stand beside each other, as a class of print.css."""
        seats = sum(column.kind == "mark" for column in self.sheet.table.columns)
        return "packed" if seats > MOST_CROWDED else "crowded" if seats > MOST_SEATS else ""


def document(moment: Moment, sheets: Sequence[Sheet], setting: Setting, title: str = "") -> str:
    """One HTML document with all *sheets*, each on pages of its own."""
    printed = [_printed(moment, sheet, setting.address) for sheet in sheets]
    return sheet_document(imprint(moment), printed, setting, title or sheets[0].title)


def sheet_document(whose: Imprint, printed: Sequence[Printed], setting: Setting, title: str) -> str:
    """The same of sheets that need no log to be proven by."""
    return rendered("document.html", whose, setting, title=title, printed=printed)


def card_document(moment: Moment, cards: Sequence[Card], setting: Setting) -> str:
    """The cards, eight on a page. Holds secrets: to be sent to the organiser only, and kept nowhere."""
    codes = [(card, qr(card.link)) for card in cards]
    return rendered("cards.html", imprint(moment), setting, title="评委证", cards=codes)


def slip_document(moment: Moment, slips: Sequence[SlipPrint], setting: Setting) -> str:
    """To be cut out, as many on a page as their kind has room for. Holds secrets, as the cards do."""
    shape = "windows" if slips[0].number is None else "labels" if slips[0].who is Who.VISITOR else "ballots"
    codes = [(slip, qr(slip.link)) for slip in slips]
    return rendered(
        "slips.html",
        imprint(moment),
        setting,
        title="测评票",
        slips=codes,
        shape=shape,
        size=SLIPS_ON_A_PAGE[shape],
    )


def _printed(moment: Moment, sheet: Sheet, address: str) -> Printed:
    form = FORMS[sheet.form]
    locked_at = moment.locked_at(sheet.place)
    blank = Printed(sheet, form.template, lock_mark(locked_at) if form.tells_lock else "", bool(locked_at))
    if not form.is_proven:
        return replace(blank, qr=qr(address + sheet.link)) if sheet.link and address else blank
    code = proof.written(moment, sheet)
    prose = form.prose(moment, sheet) if form.prose else ()
    return replace(blank, code=code, qr=qr(f"{address}/verify/{code}" if address else code), prose=prose)


def imprint(moment: Moment) -> Imprint:
    rules = moment.state.rulebook
    tail = moment.tail[: proof.TAIL_DIGITS]
    return Imprint(rules.name, rules.organiser, moment.state.rehearsal, moment.position, tail)


def rendered(template: str, whose: Imprint, setting: Setting, **context: Any) -> str:
    """The template as one HTML document."""
    styles = (assets.tree("static") / "print.css").read_text("utf-8") if setting.is_alone else None
    return TEMPLATES.get_template(template).render(
        competition=whose.name,
        organiser=whose.organiser,
        rehearsal=whose.rehearsal,
        position=whose.position,
        tail=whose.tail,
        printed_at=local_moment(setting.printed_at.isoformat()),
        setting=setting,
        styles=styles,
        **context,
    )


def kept_together(text: str) -> Markup:
    """A calculation that keeps a seat and what was given from it on one line, if it can."""
    return Markup(SEAT.sub(r"<span>\1</span>", str(escape(text))))


TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
TEMPLATES.filters["local_moment"] = local_moment
TEMPLATES.filters["told"] = told
TEMPLATES.filters["kept_together"] = kept_together
TEMPLATES.globals |= {"STRUCK": STRUCK, "TOOLS": TOOLS, "LAST_LINES": LAST_LINES}
