"""公文: notices as page, PDF and Word, and the templates they are printed by. All of it the organiser's."""

from msgspec import Struct
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from judging.core.commands import SetPaperTemplate
from judging.core.papers.paper_template import PAPERS, PaperKind
from judging.core.people.duty import Duty
from judging.core.sentence import Sentence
from judging.core.state import State
from judging.printouts import pdf
from judging.printouts.notices import printing
from judging.printouts.notices.kinds import ACROSS, PLACES
from judging.printouts.notices.subjects import subjects

from . import pages, paper_jobs, session
from .answers import json
from .paper_jobs import NoticeRequest
from .posting import submit
from .prints import alone, attached, previewed, printed_pdf
from .setup import desk_of, uploaded

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class PaperChoice(Struct, frozen=True):
    """`source`: the name of the organiser's own template, "" while ours is in force."""

    paper: PaperKind
    name: Sentence
    about: tuple[tuple[str, str], ...]  # key and name of each award or objection that it can be printed of
    places: tuple[str, ...]
    source: str
    at: str  # UTC, when it was taken


class PaperIndex(Struct, frozen=True):
    """What the page /papers shows."""

    competition: str
    rehearsal: bool
    makes_pdf: bool
    papers: tuple[PaperChoice, ...]


async def get_page(request: Request) -> Response:
    session.require(request, Duty.ORGANISER)
    return pages.page(pages.STATIC / "papers.html")


async def get_choices(request: Request) -> Response:
    state = desk_of(request).state
    papers = tuple(_choice(state, kind) for kind in PLACES)
    return json(PaperIndex(state.rulebook.name, state.rehearsal, pdf.is_possible(), papers))


def _choice(state: State, kind: PaperKind) -> PaperChoice:
    own = state.paper_templates.get(kind)
    source, at = (own.source, own.at) if own else ("", "")
    return PaperChoice(kind, PAPERS[kind], tuple(subjects(state, kind)), PLACES[kind], source, at)


async def get_notice(request: Request) -> Response:
    """In the format that the address asks for; `?about=` of one award or objection.

    `&masked=1`: with persons' names hidden.
    """
    session.require(request, Duty.ORGANISER)
    if kind_of(request) in ACROSS:
        raise HTTPException(404)
    query, now = request.query_params, session.competition_of(request).desk.now()
    is_masked = query.get("masked") == "1"
    wanted = NoticeRequest(kind_of(request), query.get("about", ""), now, is_masked=is_masked)
    run, file = session.worker_of(request).run, session.competition_of(request).file
    title = str(PAPERS[wanted.kind])
    match query.get("format"):
        case None:
            setting = await previewed(request, "pdf", "docx", back="/papers")
            return HTMLResponse(await run(paper_jobs.page, file, wanted, setting))
        case "pdf":
            return await printed_pdf(await run(paper_jobs.page, file, wanted, await alone(request)), title)
        case "docx":
            return attached(await run(paper_jobs.word, file, wanted), DOCX, f"{title}.docx")
        case _:
            raise HTTPException(404)


async def get_template(request: Request) -> Response:
    """The one in force, to be changed in Word."""
    session.require(request, Duty.ORGANISER)
    kind, file = kind_of(request), session.competition_of(request).file
    content = await session.worker_of(request).run(paper_jobs.template, file, kind)
    return attached(content, DOCX, f"{PAPERS[kind]}.docx")


async def post_template(request: Request) -> Response:
    """Looks at the uploaded file; `?take=1` puts it in force, `?preview=1` answers with a page made by it."""
    session.require(request, Duty.ORGANISER)
    kind = kind_of(request)
    name, content = await uploaded(request)
    run, file = session.worker_of(request).run, session.competition_of(request).file
    await run(printing.check, kind, content)
    if "preview" in request.query_params:
        setting = await previewed(request, back="/papers")
        return HTMLResponse(await run(paper_jobs.preview, file, kind, content, setting))
    if "take" in request.query_params:
        await submit(request, SetPaperTemplate(kind, content, name))
    return json({"source": name})


def kind_of(request: Request) -> PaperKind:
    """Raises HTTPException 404."""
    try:
        return PaperKind(request.path_params["paper"])
    except ValueError:
        raise HTTPException(404) from None


OF_COMPETITION: list[BaseRoute] = [
    Route("/papers", get_page),
    Route("/papers/choices", get_choices),
    Route("/papers/{paper}", get_notice),
    Route("/papers/{paper}/template", get_template),
    Route("/papers/{paper}/template", post_template, methods=["POST"]),
]
