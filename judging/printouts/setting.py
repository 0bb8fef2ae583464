"""From sheets to HTML. What is on a page was decided before; here it only gets its place."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from msgspec import Struct

from judging import assets

from . import proof
from .cards import Card
from .forms import FORMS
from .moment import Moment
from .qr import Qr, qr
from .sheet import Sheet
from .words import local_moment

STRUCK = {"high": "高", "low": "低"}


Group = tuple[str, Sequence[tuple[str, str]]]  # its name, and label and link of each document


class Setting(Struct, frozen=True):
    """What one print run needs to know beside the sheets."""

    printed_at: datetime  # aware
    address: str = ""  # http://192.168.1.5:8000, where /verify is; "": the QR holds the bare check code
    tools: tuple[tuple[str, str], ...] = ()  # label and link of what the preview on the screen offers
    is_alone: bool = False  # carries its styles inside: a file, or what becomes a PDF


class Printed(Struct, frozen=True):
    sheet: Sheet
    template: str
    code: str = ""  # "" on forms that prove nothing
    qr: Qr | None = None


def document(moment: Moment, sheets: Sequence[Sheet], setting: Setting) -> str:
    """One HTML document with all *sheets*, each on pages of its own."""
    printed = [_printed(moment, sheet, setting.address) for sheet in sheets]
    return _rendered("document.html", moment, setting, title=sheets[0].title, printed=printed)


def card_document(moment: Moment, cards: Sequence[Card], setting: Setting) -> str:
    """The cards, eight on a page. Holds secrets: to be sent to the organiser only, and kept nowhere."""
    codes = [(card, qr(card.link)) for card in cards]
    return _rendered("cards.html", moment, setting, title="评委证", cards=codes)


def index_document(moment: Moment, groups: Sequence[Group], setting: Setting) -> str:
    """The page that lists what can be printed."""
    return _rendered("index.html", moment, setting, title="打印", groups=groups)


def _printed(moment: Moment, sheet: Sheet, address: str) -> Printed:
    form = FORMS[sheet.form]
    if not form.is_proven:
        return Printed(sheet, form.template)
    code = proof.written(moment, sheet)
    return Printed(sheet, form.template, code, qr(f"{address}/verify/{code}" if address else code))


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


TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
TEMPLATES.filters["local_moment"] = local_moment
TEMPLATES.globals["STRUCK"] = STRUCK
