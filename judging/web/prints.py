"""What is printed: previews with print CSS, the same as PDF and Excel, and the cards."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import quote

from msgspec import Struct
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from judging.core.people import Role
from judging.core.refused import Reason, Refused
from judging.core.sentence import Sentence
from judging.core.words import ROLES, seat
from judging.printouts import moment, pdf
from judging.printouts.books import book
from judging.printouts.cards import Card
from judging.printouts.forms import FORMS, sheets
from judging.printouts.moment import Moment
from judging.printouts.pdf import NoBrowser, pdfs
from judging.printouts.setting import Setting, card_document, document
from judging.printouts.sheet import Place, Sheet
from judging.store import Unreadable

from . import pages, passes, session
from .addresses import join_base
from .answers import json

PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Allowed = Callable[[Moment, list[Sheet]], list[Sheet]]  # those of the sheets that may be printed by who asks


async def moment_of(request: Request) -> Moment:
    """The open competition, read from its file and verified on the way. Raises Refused."""
    venue = session.venue_of(request)
    try:
        return await asyncio.to_thread(moment.read, venue.open_desk.log.path)
    except Unreadable as unreadable:
        raise Refused(Reason.NOT_NOW, unreadable.sentence) from unreadable


def is_whole(request: Request) -> bool:
    """Whether to print scores that are not revealed yet, too: only for the organiser. Raises Refused."""
    whole = request.query_params.get("all") == "1"
    session.require(request, Role.ORGANISER, *(() if whole else (Role.DIRECTOR,)))
    return whole


class Choice(Struct, frozen=True):
    """One sheet that can be printed."""

    label: tuple[str | Sentence, ...]  # whose it is
    path: str


class FormChoices(Struct, frozen=True):
    form: str  # key in `FORMS`
    path: str  # all of them
    sheets: list[Choice]


class TrackChoices(Struct, frozen=True):
    name: str
    locked_at: str  # UTC; "" while it is not locked
    path: str  # all its sheets that are signed
    count: int  # of those
    forms: list[FormChoices]


class Index(Struct, frozen=True):
    """What the page /print shows."""

    competition: str
    rehearsal: bool
    is_organiser: bool
    whole: bool
    makes_pdf: bool  # a browser was found on the server's machine
    tracks: list[TrackChoices]


async def get_index(request: Request) -> Response:
    is_whole(request)
    return pages.page(pages.STATIC / "prints.html")


async def get_choices(request: Request) -> Response:
    whole, allowed = is_whole(request), _allowed(request)
    now = await moment_of(request)
    tracks = await asyncio.to_thread(_tracks, now, whole, allowed)
    rules, role = now.state.rulebook, session.actor_of(request).role
    return json(
        Index(rules.name, now.state.rehearsal, role is Role.ORGANISER, whole, pdf.is_possible(), tracks)
    )


def _tracks(now: Moment, whole: bool, allowed: Allowed) -> list[TrackChoices]:
    made = []
    for track in now.state.rulebook.tracks:
        found = {name: allowed(now, sheets(now, name, track.id, whole=whole)) for name in FORMS}
        forms = [_form(now, name, track.id, of, whole) for name, of in found.items() if of]
        count = sum(len(of) for name, of in found.items() if FORMS[name].is_proven)
        path = _path("all", Place(track.id), whole)
        made.append(TrackChoices(track.name, now.locked_at(track.id), path, count, forms))
    return made


def _form(now: Moment, form: str, track: str, found: list[Sheet], whole: bool) -> FormChoices:
    choices = [Choice(_label(now, sheet), _path(form, sheet.place, whole)) for sheet in found]
    return FormChoices(form, _path(form, Place(track), whole), choices)


def _label(now: Moment, sheet: Sheet) -> tuple[str | Sentence, ...]:
    place, state = sheet.place, now.state
    if sheet.form == "blank":
        judge = next(each for each in state.panels[place.track, place.round] if each.id == place.subject)
        return seat(judge.seat), judge.name
    if place.subject:
        return tuple(value for _, value in sheet.heading if value)
    track = state.track(place.track)
    return (track.round(place.round).name if place.round else track.name,)


def _path(form: str, place: Place, whole: bool) -> str:
    ids = filter(None, (form, place.track, place.round, place.subject))
    return f"/print/{'/'.join(map(quote, ids))}{'?all=1' if whole else ''}"


def _allowed(request: Request) -> Allowed:
    """What of a form the director may print: no place before the ranking has been shown."""
    if session.actor_of(request).role is Role.ORGANISER:
        return lambda now, found: found
    return lambda now, found: [sheet for sheet in found if FORMS[sheet.form].is_public(now.state, sheet)]


async def get_track(request: Request) -> Response:
    """All sheets of a track that are signed, in one job; the blank ones are printed by themselves."""
    names = [name for name, form in FORMS.items() if form.is_proven]
    return await _print(request, names)


async def get_form(request: Request) -> Response:
    """The sheets of a form: all of a track, or those of a round, an entrant, a judge."""
    name = request.path_params["form"]
    if name not in FORMS:
        raise HTTPException(404)
    return await _print(request, [name])


async def _print(request: Request, forms: list[str]) -> Response:
    whole, allowed = is_whole(request), _allowed(request)
    now = await moment_of(request)
    place = [request.path_params.get(part, "") for part in ("track", "round", "subject")]

    def chosen() -> list[Sheet]:
        return [sheet for form in forms for sheet in allowed(now, sheets(now, form, *place, whole=whole))]

    found = await asyncio.to_thread(chosen)
    if not found:
        raise Refused(
            Reason.INCOMPLETE,
            "现在没有可以打印的内容，请在亮分、公布排名（或抽签、安排评委）之后再打印。",
        )
    title = found[0].title if len(forms) == 1 else now.state.track(place[0]).name
    return await _as_asked(request, now, found, title)


async def _as_asked(request: Request, now: Moment, found: list[Sheet], title: str) -> Response:
    """The sheets as a page, a PDF or a workbook."""
    match request.query_params.get("format"):
        case None:
            setting = await _preview(request, "pdf", "xlsx")
            return HTMLResponse(await asyncio.to_thread(document, now, found, setting, title))
        case "pdf":
            html = await asyncio.to_thread(document, now, found, await _alone(request), title)
            return await _pdf(html, title)
        case "xlsx":
            return _file(await asyncio.to_thread(book, now, found), XLSX, f"{title}.xlsx")
        case _:
            raise HTTPException(404)


async def get_cards(request: Request) -> Response:
    """Cards hold secrets: the organiser's alone."""
    session.require(request, Role.ORGANISER)
    venue = session.venue_of(request)
    base = await join_base(request)
    issued = passes.cards(venue.open_desk.state, venue.key, base)
    cards = [Card(str(ROLES[c.role]), c.seat, c.name, c.link) for c in issued if c.link]
    if not cards:
        raise Refused(Reason.INCOMPLETE, "还没有制发证件，请先制发评委证再打印。")
    now = await moment_of(request)
    if request.query_params.get("format") == "pdf":
        html = await asyncio.to_thread(card_document, now, cards, await _alone(request))
        return await _pdf(html, "证件")
    setting = await _preview(request, "pdf")
    return HTMLResponse(await asyncio.to_thread(card_document, now, cards, setting))


async def _preview(request: Request, *formats: str) -> Setting:
    links = ((kind, str(request.url.include_query_params(format=kind))) for kind in formats)
    return Setting(datetime.now(UTC), await join_base(request), (*links, ("back", "/print")))


async def _alone(request: Request) -> Setting:
    return Setting(datetime.now(UTC), await join_base(request), is_alone=True)


async def _pdf(html: str, title: str) -> Response:
    try:
        [content] = await asyncio.to_thread(pdfs, [html])
    except NoBrowser as missing:
        raise Refused(Reason.NOT_NOW, missing.sentence) from missing
    return _file(content, PDF, f"{title}.pdf")


def _file(content: bytes, kind: str, name: str) -> Response:
    shown = "inline" if kind == PDF else "attachment"
    disposition = f"{shown}; filename*=UTF-8''{quote(name)}"
    return Response(content, media_type=kind, headers={"Content-Disposition": disposition})


ROUTES: list[BaseRoute] = [
    Route("/print", get_index),
    Route("/print/choices", get_choices),
    Route("/print/cards", get_cards),
    Route("/print/all/{track}", get_track),
    Route("/print/{form}/{track}", get_form),
    Route("/print/{form}/{track}/{round}", get_form),
    Route("/print/{form}/{track}/{round}/{subject:path}", get_form),
]
