"""What is printed: previews with print CSS, the same as PDF and Excel, and the cards."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from judging.core.people import Role
from judging.core.refused import Reason, Refused
from judging.printouts import moment
from judging.printouts.books import book
from judging.printouts.cards import Card
from judging.printouts.forms import FORMS, sheets
from judging.printouts.moment import Moment
from judging.printouts.pdf import NoBrowser, pdfs
from judging.printouts.setting import Group, Setting, card_document, document, index_document
from judging.printouts.sheet import Place, Sheet
from judging.store import Unreadable
from judging.views.story import ROLES

from . import passes, session
from .addresses import join_base

PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


async def moment_of(request: Request) -> Moment:
    """The open competition, read from its file and verified on the way. Raises Refused."""
    venue = session.venue_of(request)
    try:
        return await asyncio.to_thread(moment.read, venue.open_desk.log.path)
    except Unreadable as unreadable:
        raise Refused(Reason.NOT_NOW, unreadable.detail) from unreadable


def is_whole(request: Request) -> bool:
    """Whether to print scores that are not revealed yet, too: only for the organiser. Raises Refused."""
    whole = request.query_params.get("all") == "1"
    session.require(request, Role.ORGANISER, *(() if whole else (Role.DIRECTOR,)))
    return whole


async def get_index(request: Request) -> Response:
    whole = is_whole(request)
    now = await moment_of(request)
    tools: tuple[tuple[str, str], ...] = ()
    if session.actor_of(request).role is Role.ORGANISER:
        other = ("只含已亮分的", "/print") if whole else ("含已确认、未亮分的", "/print?all=1")
        tools = (other, ("证件", "/print/cards"))
    return HTMLResponse(index_document(now, list(_groups(request, now, whole)), _setting(request, tools)))


def _groups(request: Request, now: Moment, whole: bool) -> Iterator[Group]:
    """Per track and form, what can be printed now."""
    for track in now.state.rulebook.tracks:
        for name, form in FORMS.items():
            found = _allowed(request, now, name, sheets(now, name, track.id, whole=whole))
            links = [(_label(sheet), _path(name, sheet.place, whole)) for sheet in found]
            if len(links) > 1:
                links.insert(0, (f"全部 {len(links)} 份", _path(name, Place(track.id), whole)))
            if links:
                yield f"{track.name}　{form.name}", links


def _label(sheet: Sheet) -> str:
    return "　".join(value for _, value in sheet.heading) if sheet.place.subject else sheet.title


def _path(form: str, place: Place, whole: bool) -> str:
    ids = filter(None, (form, place.track, place.round, place.subject))
    return f"/print/{'/'.join(map(quote, ids))}{'?all=1' if whole else ''}"


def _allowed(request: Request, now: Moment, form: str, found: list[Sheet]) -> list[Sheet]:
    """What the director may print: no place before the ranking has been shown."""
    if session.actor_of(request).role is Role.ORGANISER:
        return found
    return [sheet for sheet in found if FORMS[form].is_public(now.state, sheet)]


async def get_form(request: Request) -> Response:
    """The sheets of a form: all of a track, or those of a round, an entrant, a judge."""
    whole, name = is_whole(request), request.path_params["form"]
    if name not in FORMS:
        raise HTTPException(404)
    now = await moment_of(request)
    track, round, subject = (request.path_params.get(part, "") for part in ("track", "round", "subject"))
    found = _allowed(request, now, name, sheets(now, name, track, round, subject, whole=whole))
    if not found:
        raise Refused(
            Reason.INCOMPLETE,
            f"现在没有可以打印的{FORMS[name].name}，请在亮分、公布排名（或抽签、安排评委）之后再打印。",
        )
    match request.query_params.get("format"):
        case None:
            return HTMLResponse(document(now, found, _preview(request, "pdf", "xlsx")))
        case "pdf":
            return await _pdf(document(now, found, _alone(request)), found[0].title)
        case "xlsx":
            return _file(await asyncio.to_thread(book, now, found), XLSX, f"{found[0].title}.xlsx")
        case _:
            raise HTTPException(404)


async def get_cards(request: Request) -> Response:
    """Cards hold secrets: the organiser's alone."""
    session.require(request, Role.ORGANISER)
    venue = session.venue_of(request)
    issued = passes.cards(venue.open_desk.state, venue.key, join_base(request))
    cards = [Card(ROLES[c.role], c.seat, c.name, c.link, c.code) for c in issued if c.link]
    if not cards:
        raise Refused(Reason.INCOMPLETE, "还没有制发证件，请先制发评委证再打印。")
    now = await moment_of(request)
    if request.query_params.get("format") == "pdf":
        return await _pdf(card_document(now, cards, _alone(request)), "证件")
    return HTMLResponse(card_document(now, cards, _preview(request, "pdf")))


def _preview(request: Request, *formats: str) -> Setting:
    names = {"pdf": "PDF", "xlsx": "Excel"}
    links = [(names[kind], str(request.url.include_query_params(format=kind))) for kind in formats]
    return _setting(request, (*links, ("返回", "/print")))


def _alone(request: Request) -> Setting:
    return Setting(datetime.now(UTC), join_base(request), is_alone=True)


def _setting(request: Request, tools: tuple[tuple[str, str], ...]) -> Setting:
    return Setting(datetime.now(UTC), join_base(request), tools)


async def _pdf(html: str, title: str) -> Response:
    try:
        [content] = await asyncio.to_thread(pdfs, [html])
    except NoBrowser as missing:
        raise Refused(Reason.NOT_NOW, str(missing)) from missing
    return _file(content, PDF, f"{title}.pdf")


def _file(content: bytes, kind: str, name: str) -> Response:
    shown = "inline" if kind == PDF else "attachment"
    disposition = f"{shown}; filename*=UTF-8''{quote(name)}"
    return Response(content, media_type=kind, headers={"Content-Disposition": disposition})


ROUTES: list[BaseRoute] = [
    Route("/print", get_index),
    Route("/print/cards", get_cards),
    Route("/print/{form}/{track}", get_form),
    Route("/print/{form}/{track}/{round}", get_form),
    Route("/print/{form}/{track}/{round}/{subject:path}", get_form),
]
