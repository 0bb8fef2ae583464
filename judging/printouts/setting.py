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
from judging.core.steps import told

from . import proof
from .cards import Card
from .forms import FORMS
from .moment import Moment
from .qr import Qr, qr
from .sheet import Sheet
from .words import local_moment, lock_mark

Tool = tuple[str, str]  # key in `TOOLS`, and link
TOOLS = {"pdf": "PDF", "xlsx": "Excel", "back": "返回"}
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


class Printed(Struct, frozen=True):
    sheet: Sheet
    template: str
    mark: str  # whether its track is locked
    is_locked: bool
    code: str = ""  # "" on forms that prove nothing
    qr: Qr | None = None

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
    return _rendered("document.html", moment, setting, title=title or sheets[0].title, printed=printed)


def card_document(moment: Moment, cards: Sequence[Card], setting: Setting) -> str:
    """The cards, eight on a page. Holds secrets: to be sent to the organiser only, and kept nowhere."""
    codes = [(card, qr(card.link)) for card in cards]
    return _rendered("cards.html", moment, setting, title="评委证", cards=codes)


def _printed(moment: Moment, sheet: Sheet, address: str) -> Printed:
    form = FORMS[sheet.form]
    locked_at = moment.locked_at(sheet.place.track)
    blank = Printed(sheet, form.template, lock_mark(locked_at), bool(locked_at))
    if not form.is_proven:
        return blank
    code = proof.written(moment, sheet)
    return replace(blank, code=code, qr=qr(f"{address}/verify/{code}" if address else code))


def _rendered(template: str, moment: Moment, setting: Setting, **context: Any) -> str:
    styles = (assets.tree("static") / "print.css").read_text("utf-8") if setting.is_alone else None
    return TEMPLATES.get_template(template).render(
        competition=moment.state.rulebook.name,
        organiser=moment.state.rulebook.organiser,
        rehearsal=moment.state.rehearsal,
        position=moment.position,
        tail=moment.tail[: proof.TAIL_DIGITS],
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
