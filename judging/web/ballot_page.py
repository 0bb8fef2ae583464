"""The pages of guests who hold a ballot, as the server makes them: HTML without a script."""

import asyncio
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from msgspec import Struct
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from judging.chronicle.in_english import english
from judging.core.sentence import Sentence, sentence
from judging.views.ballot_form import BallotForm, Question

LANGUAGES = ("zh", "en")
TAGS = {"zh": "zh-CN", "en": "en"}
WORDS = {
    "title": sentence("测评"),
    "anonymous": sentence("不记名，不登录；只能交一次"),
    "remark": sentence("想说的话（可不填；请不要写姓名、电话和证件号）"),
    "send": sentence("提交"),
    "rehearsal": sentence("演练"),
}


class Given(Struct, frozen=True):
    """What a form came with, to be shown again where it was not taken."""

    marks: Mapping[str, str] = {}
    chosen: Sequence[str] = ()
    remark: str = ""


def language_of(request: Request) -> str:
    """As the link on the page chose; else Chinese, unless the browser asks for English first."""
    if (asked := request.query_params.get("lang")) in LANGUAGES:
        return asked
    return "en" if request.headers.get("accept-language", "").lower().startswith("en") else "zh"


async def form_page(
    request: Request, form: BallotForm, nonce: str, given: Given, refused: Sentence | None = None
) -> Response:
    questions = [question for each in form.about for question in each.questions]
    return await _page(
        request,
        "form.html",
        200 if refused is None else 409,
        form=form,
        nonce=nonce,
        given=given,
        refused=refused,
        choose=sentence("最多选 {most} 个", most=form.most),
        spans={each.field: span(each, form) for each in questions},
    )


def span(question: Question, form: BallotForm) -> Sentence:
    """What may be typed; about several names also for one that nothing is known of."""
    least, most, step = question.least, question.most, question.step
    if form.is_visit:
        return sentence("{least}～{most}，每档 {step}", least=least, most=most, step=step)
    return sentence("{least}～{most}，每档 {step}；不了解的写 -", least=least, most=most, step=step)


async def said_page(
    request: Request, said: Sentence, status: int = 200, more: Sentence | None = None
) -> Response:
    """A page with a sentence."""
    return await _page(request, "said.html", status, said=said, more=more)


async def _page(request: Request, template: str, status: int, **context: object) -> Response:
    """Once for all templates and words are read from the disk, beside whoever is served."""
    if not templates.cache_info().currsize:
        await asyncio.to_thread(templates)
    language = language_of(request)
    text = templates()[template].render(
        say=english if language == "en" else str,
        lang=language,
        tag=TAGS[language],
        other=next(each for each in LANGUAGES if each != language),
        **context,
    )
    return HTMLResponse(text, status, headers={"content-language": TAGS[language]})


@lru_cache(maxsize=1)
def templates() -> Mapping[str, Template]:
    english(WORDS["title"])  # with it all words of that language
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals["WORDS"] = WORDS
    return {name: made.get_template(name) for name in ("guest.html", "form.html", "said.html")}
