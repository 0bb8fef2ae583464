"""What is printed: previews with print CSS, the same as PDF and Excel, and the cards."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from urllib.parse import quote

from msgspec import Struct
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from judging.archive.keeping import Keeping
from judging.core.people.duty import Duty
from judging.core.refused import Reason, Refused
from judging.printouts import pdf
from judging.printouts.cards import Card, hall_line
from judging.printouts.forms import FORMS
from judging.printouts.jobs import Job
from judging.printouts.pdf import NoBrowser, pdfs
from judging.printouts.setting import Setting
from judging.views.ballots import slip_kinds

from . import pages, passes, print_jobs, print_together, session
from .answers import json
from .print_jobs import PRINTING, As, FormChoices, PoolChoices, Printed, PrintRequest, TrackChoices
from .print_together import JobGroup, JobRequest

PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def is_whole(request: Request) -> bool:
    """Whether to print scores that are not revealed yet, too: only for the organiser. Raises Refused."""
    whole = request.query_params.get("all") == "1"
    session.require(request, *((Duty.ORGANISER,) if whole else PRINTING))
    return whole


class PrintIndex(Struct, frozen=True):
    """What the page /print shows."""

    competition: str
    rehearsal: bool
    is_organiser: bool
    whole: bool
    makes_pdf: bool  # a browser was found on the server's machine
    has_slips: bool  # 测评票 to be issued and printed
    tracks: list[TrackChoices]
    pools: list[PoolChoices]
    of_whole: list[FormChoices]
    keeping: tuple[Keeping, ...]
    jobs: tuple[JobGroup, ...]


async def get_index(request: Request) -> Response:
    is_whole(request)
    return pages.page(pages.STATIC / "prints.html")


async def get_choices(request: Request) -> Response:
    whole = is_whole(request)
    who = session.actor_of(request)
    is_organiser = who.has(Duty.ORGANISER)
    file = session.competition_of(request).file
    run = session.worker_of(request).run
    found = await run(print_jobs.choices, file, whole, who)
    return json(
        PrintIndex(
            found.competition,
            found.rehearsal,
            is_organiser,
            whole,
            pdf.is_possible(),
            is_organiser and any(slip_kinds(session.competition_of(request).state)),
            found.tracks,
            found.pools,
            found.whole,
            found.keeping if is_organiser else (),
            await run(print_together.job_groups, file, whole, who),
        )
    )


async def get_track(request: Request) -> Response:
    """All sheets of a track that are signed, in one job; the blank ones are printed by themselves."""
    names = [name for name, form in FORMS.items() if form.is_in_the_job]
    return await _print(request, names)


async def get_form(request: Request) -> Response:
    """The sheets of a form: all of a track, or those of a round, an entrant, a judge."""
    name = request.path_params["form"]
    if name not in FORMS:
        raise HTTPException(404)
    return await _print(request, [name])


async def _print(request: Request, forms: list[str]) -> Response:
    """The sheets as a page, a PDF or a workbook."""
    place = request.path_params
    wanted = PrintRequest(
        forms,
        place["track"],
        place.get("round", "").removeprefix(print_jobs.NO_ROUND),
        place.get("subject", ""),
        whole=is_whole(request),
        by=session.actor_of(request),
    )
    return await in_format(request, partial(_printed, request, wanted), back="/print")


async def get_job(request: Request) -> Response:
    """All paper of what the address names, across forms: an entrant, a judge, a track, an award; or all."""
    query = request.query_params
    job = Job(*(query.get(key, "") for key in Job.__struct_fields__))
    wanted = JobRequest(job, is_whole(request), session.actor_of(request))
    file, run = session.competition_of(request).file, session.worker_of(request).run
    return await in_format(request, partial(run, print_together.together, file, wanted), back="/print")


async def get_catalogue(request: Request) -> Response:
    """归档目录: the organiser's."""
    session.require(request, Duty.ORGANISER)
    file, run = session.competition_of(request).file, session.worker_of(request).run
    return await in_format(
        request, partial(run, print_together.listed, file, is_whole(request)), back="/print"
    )


async def in_format(
    request: Request, made: Callable[[As, Setting], Awaitable[Printed]], *, back: str
) -> Response:
    """What *made* makes, in the format that the address asks for; a preview leads to *back*."""
    match request.query_params.get("format"):
        case None:
            setting = await previewed(request, "pdf", "xlsx", back=back)
            return HTMLResponse((await made(As.HTML, setting)).content)
        case "pdf":
            found = await made(As.HTML, await alone(request))
            return await printed_pdf(found.content.decode(), found.title)
        case "xlsx":
            found = await made(As.WORKBOOK, await alone(request))
            return attached(found.content, XLSX, f"{found.title}.xlsx")
        case _:
            raise HTTPException(404)


async def _printed(request: Request, wanted: PrintRequest, kind: As, setting: Setting) -> Printed:
    file = session.competition_of(request).file
    return await session.worker_of(request).run(print_jobs.printed, file, wanted, kind, setting)


async def get_workings(request: Request) -> Response:
    """Every mark of what is locked, and the formulas to the awards: the organiser's."""
    session.require(request, Duty.ORGANISER)
    file = session.competition_of(request).file
    found = await session.worker_of(request).run(print_jobs.workbook, file)
    return attached(found.content, XLSX, f"{found.title}.xlsx")


async def get_cards(request: Request) -> Response:
    """Cards hold secrets: the organiser's alone."""
    session.require(request, Duty.ORGANISER)
    competition, base = session.competition_of(request), await passes.base_of(request)
    issued = passes.cards(competition.state, competition.key, base)
    several = len(competition.state.halls) > 1
    cards = [
        Card("、".join(map(str, c.duties)), c.seat, c.name, hall_line(c.places, several=several), c.link)
        for c in issued
        if c.link
    ]
    if not cards:
        raise Refused(Reason.INCOMPLETE, "还没有制发证件，请先制发评委证再打印。")
    is_pdf = request.query_params.get("format") == "pdf"
    setting = await (alone(request) if is_pdf else previewed(request, "pdf"))
    html = await session.worker_of(request).run(print_jobs.cards, competition.file, cards, setting)
    return await printed_pdf(html.decode(), "证件") if is_pdf else HTMLResponse(html)


async def previewed(request: Request, *formats: str, back: str = "/print") -> Setting:
    links = ((kind, str(request.url.include_query_params(format=kind))) for kind in formats)
    return Setting(
        session.competition_of(request).desk.now(),
        await passes.base_of(request),
        (*links, ("back", session.competition_of(request).at(back))),
    )


async def alone(request: Request) -> Setting:
    return Setting(session.competition_of(request).desk.now(), await passes.base_of(request), is_alone=True)


async def printed_pdf(html: str, title: str) -> Response:
    try:
        [content] = await asyncio.to_thread(pdfs, [html])
    except NoBrowser as missing:
        raise Refused(Reason.NOT_NOW, missing.sentence) from missing
    return attached(content, PDF, f"{title}.pdf")


def attached(content: bytes, kind: str, name: str) -> Response:
    shown = "inline" if kind == PDF else "attachment"
    disposition = f"{shown}; filename*=UTF-8''{quote(name)}"
    return Response(content, media_type=kind, headers={"Content-Disposition": disposition})


OF_COMPETITION: list[BaseRoute] = [
    Route("/print", get_index),
    Route("/print/choices", get_choices),
    Route("/print/cards", get_cards),
    Route("/print/workings", get_workings),
    Route("/print/job", get_job),
    Route("/print/catalogue", get_catalogue),
    Route("/print/all/{track}", get_track),
    Route("/print/{form}/{track}", get_form),
    Route("/print/{form}/{track}/{round}", get_form),
    Route("/print/{form}/{track}/{round}/{subject:path}", get_form),
]
