"""Pictures up and down: looked at and imported one by one; shown to whoever was told their address."""

from msgspec import Struct
from msgspec.structs import replace
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from judging.core.commands import SetPictures
from judging.core.people.taking_part import Entrant
from judging.core.pictures.picture import OF_ENTRANTS, Picture, PictureKey, Use
from judging.core.pictures.picturing import NewPicture
from judging.core.refused import Reason, Refused
from judging.core.sentence import Sentence, sentence
from judging.core.state import State
from judging.pictures.drawing import NoPicture, drawn
from judging.pictures.finding import meant

from . import session
from .answers import json
from .posting import submit
from .setup import desk_of, uploaded

SHOWN_FOR_S = 365 * 24 * 3600  # what an address says never changes


class PictureLook(Struct, frozen=True):
    """What an uploaded file is. `entrant`: whose, "" if not known; `problem`: why it is not taken so."""

    file: str
    use: Use
    track: str = ""
    entrant: str = ""
    name: str = ""
    width: int = 0
    height: int = 0
    size: int = 0  # bytes
    replaces: bool = False
    problem: Sentence | None = None


async def get_picture(request: Request) -> Response:
    """Whoever knows the address was shown the picture: it is told with whom it shows, and not before."""
    hash = request.path_params["hash"]
    state = session.competition_of(request).state
    found = next((each.picture for each in state.pictures.values() if each.hash == hash), None)
    if found is None:
        raise HTTPException(404)
    headers = {"cache-control": f"private, max-age={SHOWN_FOR_S}, immutable"}
    return Response(found.content, media_type=found.format.value, headers=headers)


async def post_picture(request: Request) -> Response:
    """What the uploaded file is, for `?use=&track=&entrant=` or by its name; `&import=1` takes it."""
    state = desk_of(request).state
    file, content = await uploaded(request)
    look, picture = await looked_at(request, state, file, content)
    if "import" not in request.query_params:
        return json(look)
    if look.problem or picture is None:
        why = look.problem or sentence("没有图片")
        raise Refused(Reason.MALFORMED, "{file}：{why}", file=file, why=why)
    await submit(request, SetPictures((NewPicture(look.use, picture, look.track, look.entrant),)))
    return json(look)


async def looked_at(
    request: Request, state: State, file: str, content: bytes
) -> tuple[PictureLook, Picture | None]:
    """*picture* is None where *content* is none that we can draw."""
    use, entrants, problem = wanted(request, state, file)
    entrant = entrants[0] if len(entrants) == 1 else Entrant("", "")
    look = PictureLook(file, use, track_of(request, use), entrant.id, entrant.name, problem=problem)
    try:
        picture = await session.worker_of(request).run(drawn, content, use, file)
    except NoPicture as none:
        return replace(look, problem=none.sentence), None
    replaces = PictureKey(use, look.track, look.entrant) in state.pictures
    size = len(picture.content)
    return replace(look, width=picture.width, height=picture.height, size=size, replaces=replaces), picture


def track_of(request: Request, use: Use) -> str:
    return request.query_params.get("track", "") if use in OF_ENTRANTS else ""


def wanted(request: Request, state: State, file: str) -> tuple[Use, tuple[Entrant, ...], Sentence | None]:
    """As what, of whom, and why that is not clear. Raises Refused."""
    query = request.query_params
    try:
        given = Use(query["use"]) if query.get("use") else None
    except ValueError:
        raise Refused(Reason.UNKNOWN, "没有这种图片，请刷新页面。") from None
    if given is not None and given not in OF_ENTRANTS:
        return given, (), None
    entrants = state.entrants.get(query.get("track", ""), {})
    if query.get("entrant"):
        known = entrants.get(query["entrant"])
        if known is None:
            raise Refused(Reason.UNKNOWN, "本组没有这个参赛对象，请刷新页面后重试")
        return given or Use.PHOTO, (known,), None
    use, found = meant(file, entrants.values())
    return given or use, found, unclear(found)


def unclear(found: tuple[Entrant, ...]) -> Sentence | None:
    if not found:
        return sentence("不知道是谁的：请在右边选，或把文件名改成编号、工号或姓名")
    if len(found) > 1:
        return sentence("有 {count} 个参赛对象叫这个名字：请在右边选", count=len(found))
    return None


OF_COMPETITION: list[BaseRoute] = [
    Route("/pictures/{hash}", get_picture),
    Route("/setup/pictures", post_picture, methods=["POST"]),
]
