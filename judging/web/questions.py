"""What the rules leave open, asked of the organiser one by one."""

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from judging.core.sentence import Sentence
from judging.core.state import State
from judging.files.questions import QuestionInWords, in_question
from judging.views.naming import who

from . import session
from .answers import json
from .setup import desk_of


class QuestionRow(Struct, frozen=True):
    """`at`: when it was settled (UTC), "" as long as it is open; `changed`: not as proposed."""

    key: str
    ask: str
    where: tuple[Sentence, ...]
    value: Sentence  # at present
    at: str
    who: Sentence | None
    changed: bool


async def get_questions(request: Request) -> Response:
    state = desk_of(request).state
    asked = await session.worker_of(request).run(in_question, state.rulebook)
    return json(tuple(row(state, each) for each in asked))


def row(state: State, each: QuestionInWords) -> QuestionRow:
    made = state.settled.get(each.key)
    by = who(state, made.who) if made else None
    changed = bool(made and made.changed)
    return QuestionRow(each.key, each.ask, each.where, each.value, made.at if made else "", by, changed)


OF_COMPETITION: list[BaseRoute] = [Route("/setup/questions", get_questions)]
