"""What is printed of a season: previews, the same as PDF, Excel and Word, and all of it in one zip."""

import asyncio
import io
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import PurePosixPath
from zipfile import ZIP_DEFLATED, ZipFile

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from judging.core.refused import Reason, Refused
from judging.printouts.pdf import NoBrowser, pdfs
from judging.printouts.seasons.season_pack import PUBLIC, WHOLE
from judging.printouts.seasons.season_papers import FORMS, Chosen
from judging.printouts.setting import Setting
from judging.web import session
from judging.web.papers import DOCX
from judging.web.prints import XLSX, attached, printed_pdf

from . import paper_work
from .desk import folder_of
from .paper_work import PaperRequest

ZIP = "application/zip"
TOOLS = ("pdf", "xlsx", "docx")


async def get_paper(request: Request) -> Response:
    """All papers of a form; of a table or entrant, where one is named. The organiser's."""
    folder = await folder_of(request)
    form, query = request.path_params["form"], request.query_params
    kind = query.get("format", "")
    if form not in FORMS or kind not in ("", *TOOLS):
        raise HTTPException(404)
    wanted = PaperRequest(
        form,
        chosen(query),
        query.get("table", ""),
        query.get("subject", ""),
        kind if kind in ("xlsx", "docx") else "html",
    )
    setting = setting_of(request) if kind else previewed(request, form)
    run, rehearsal = session.worker_of(request).run, session.registry_of(request).is_rehearsal
    made = await run(paper_work.paper, folder, wanted, setting, rehearsal)
    match kind:
        case "pdf":
            return await printed_pdf(made.content.decode(), made.title)
        case "xlsx":
            return attached(made.content, XLSX, f"{made.title}.xlsx")
        case "docx":
            return attached(made.content, DOCX, f"{made.title}.docx")
        case _:
            return HTMLResponse(made.content)


async def get_pack(request: Request) -> Response:
    """Everything in a zip; with `public=1` only what may go to everybody. The organiser's."""
    folder, query = await folder_of(request), request.query_params
    is_public = query.get("public") == "1"
    run, rehearsal = session.worker_of(request).run, session.registry_of(request).is_rehearsal
    made = await run(paper_work.whole_pack, folder, chosen(query), setting_of(request), rehearsal, is_public)
    content = await asyncio.to_thread(zipped, made)
    return attached(content, ZIP, f"{folder.name}-{PUBLIC if is_public else WHOLE}.zip")


def zipped(made: Mapping[str, bytes | str]) -> bytes:
    """Raises Refused where no PDF can be made."""
    pages = {name: content for name, content in made.items() if isinstance(content, str)}
    try:
        printed = dict(zip(pages, pdfs(list(pages.values())), strict=True))
    except NoBrowser as missing:
        raise Refused(Reason.NOT_NOW, missing.sentence) from missing
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in made.items():
            archive.writestr(
                str(PurePosixPath(name)), content if isinstance(content, bytes) else printed[name]
            )
    return out.getvalue()


def chosen(query: Mapping[str, str]) -> Chosen:
    """`first=3` of all tables, `first.person=3` of one; so with `last`. Raises Refused."""
    counts: dict[str, dict[str, int]] = {"first": {}, "last": {}}
    for key, said in query.items():
        which, _, table = key.partition(".")
        if which in counts and said:
            if not (said.isascii() and said.isdigit() and len(said) <= 5):
                raise Refused(Reason.MALFORMED, "“{said}”不是名次的个数：请写 0 或正整数。", said=said)
            counts[which][table] = int(said)
    return Chosen(**counts)


def setting_of(request: Request) -> Setting:
    return Setting(datetime.now(UTC), is_alone=True)


def previewed(request: Request, form: str) -> Setting:
    """With what the bar above a preview offers."""
    url, season = request.url, request.path_params["season"]
    offered = [kind for kind in TOOLS if kind == "pdf" or kind == FORMS[form].saved_as]
    links = [(kind, str(url.include_query_params(format=kind))) for kind in offered]
    return Setting(datetime.now(UTC), tools=(*links, ("back", f"/seasons/{season}#prints")))


OF_SERVER: list[BaseRoute] = [
    Route("/seasons/{season}/print/pack.zip", get_pack),
    Route("/seasons/{season}/print/{form}", get_paper),
]
