"""What a guest meets who scans a ballot or the code at a window: one page to fill in, and 谢谢.

A plain form without a script, so that the oldest phone can send it. Nobody logs in; who casts is not even
told apart from other guests. GET changes nothing.
"""

import asyncio
import hashlib
import hmac
import re
import secrets
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from judging.core.balloting.casting import Ballot, castable
from judging.core.balloting.secrets import PAGES, hash_of_slip
from judging.core.commands import CastBallot
from judging.core.people.actor import acting
from judging.core.people.duty import Duty
from judging.core.refused import Reason, Refused
from judging.core.scoring.evaluators import Who
from judging.core.scoring.rulebook import Round
from judging.core.sentence import sentence
from judging.desk import utc_text
from judging.store import StorageFailed
from judging.views.ballot_form import BallotForm, ballot_form, marks_of

from . import session
from .answers import STATUS
from .ballot_page import Given, form_page, said_page
from .competition import OpenCompetition

PHONE_COOKIE = "judging_visit"
PHONE = re.compile(r"([A-Za-z0-9_-]{32})\.([0-9a-f]{24})")
MAX_AGE_S = 31 * 24 * 3600
NONCE = re.compile(r"[0-9a-f]{32}")
MOST_FIELDS = 4000  # of a page with 400 names and ten criteria
TOGETHER_S = 0.04  # nobody who taps a button notices
MOST_NAMED = 5  # of whom something is still open; the page marks them all

NOBODY = acting(Duty.GUEST)
THANKS, CLOSE = sentence("谢谢！您填的已经收到"), sentence("可以关闭本页了")
OVER = (Reason.PASS_VOID, Reason.ALREADY, Reason.NOT_NOW)  # nothing can be filled in any more


async def get_ballot(request: Request) -> Response:
    competition = session.competition_of(request)
    slip = hash_of_slip(request.path_params["secret"])
    token = phone_of(request, competition)
    try:
        ballot, form, _ = opened_form(competition, slip, device_of(competition, token))
    except Refused as refused:
        return await said_page(request, refused.sentence, STATUS.get(refused.reason, 409))
    response = await form_page(request, form, secrets.token_hex(16), Given())
    if ballot.codes is not None and not token:
        remember(request, competition, response)
    return response


async def post_ballot(request: Request) -> Response:
    """Takes what was filled in, exactly once; what is not right is shown again with what was filled in."""
    competition = session.competition_of(request)
    slip, desk = hash_of_slip(request.path_params["secret"]), competition.desk
    nonce, given = given_in((await request.body()).decode("utf-8", "replace"))
    device = device_of(competition, phone_of(request, competition))
    id = hashlib.sha256(f"{slip} {device} {nonce}".encode()).hexdigest()
    form = None
    try:
        if desk.answer_to(id, NOBODY) is None:  # else the answer was lost on its way, and is given again
            ballot, form, round = opened_form(competition, slip, device)
            marks = complete(form, round, given)
            alias = alias_of(competition, ballot, slip, id)
            command = CastBallot(slip, alias, marks, device if ballot.codes else "", given.remark)
            await together()
            await desk.submit(id, command, NOBODY)
    except Refused as refused:
        if form is None or refused.reason in OVER:
            return await said_page(request, refused.sentence, STATUS.get(refused.reason, 409))
        return await form_page(request, form, nonce, given, refused.sentence)
    except StorageFailed as failed:
        if form is None:
            raise
        return await form_page(request, form, nonce, given, failed.sentence)
    return await said_page(request, THANKS, more=CLOSE)


async def together() -> None:
    """Waits for the others of this moment, so that all are one write to the disk: a judge may wait for it."""
    now = asyncio.get_running_loop().time()
    await asyncio.sleep(TOGETHER_S - now % TOGETHER_S)


def given_in(body: str) -> tuple[str, Given]:
    """What the form came with, and of which page it is. Raises Refused."""
    try:
        fields = parse_qsl(body, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise Refused(Reason.MALFORMED, "请求的写法不对，请刷新页面后再试。") from None
    nonce = next((value for name, value in fields if name == "id"), "")
    if not NONCE.fullmatch(nonce):
        raise Refused(Reason.MALFORMED, "请求的写法不对，请刷新页面后再试。")
    return nonce, Given(
        {name: value for name, value in fields if "/" in name},
        tuple(value for name, value in fields if name == "chosen"),
        next((value for name, value in fields if name == "remark"), ""),
    )


def opened_form(competition: OpenCompetition, slip: str, device: str) -> tuple[Ballot, BallotForm, Round]:
    """What the slip asks now. Raises Refused where it is good for nothing, or not yet."""
    state, at = competition.state, utc_text(competition.desk.now())
    ballot, round, among = castable(state, slip, device, at)
    return ballot, ballot_form(state, ballot, round, among), round


def complete(form: BallotForm, round: Round, given: Given) -> dict[str, dict[str, str]]:
    """The marks. Raises Refused while something is open."""
    if form.most and set(given.chosen) - {each.entrant for each in form.about}:
        raise Refused(Reason.UNKNOWN, "名单已有变化，请看一遍再提交")
    marks, open_ones = marks_of(form, round, given.marks, given.chosen)
    if open_ones:
        raise Refused(
            Reason.INCOMPLETE,
            "还有 {count} 处没有选：{names:、}。请补上再提交",
            count=len(open_ones),
            names=open_ones[:MOST_NAMED],
        )
    return marks


def alias_of(competition: OpenCompetition, ballot: Ballot, slip: str, id: str) -> str:
    """Under which name the sheet is counted: nothing that is printed or sent leads to it without the key."""
    what = f"visit {id}" if ballot.codes else f"ballot {slip}"
    return f"T{hmac.digest(competition.key, what.encode(), hashlib.sha256)[:8].hex()}"


# A phone at a window's code: a token that tells nothing of it, signed so that nobody makes up others.


def phone_of(request: Request, competition: OpenCompetition) -> str:
    """The token of this phone; "" of one that has none of ours."""
    found = PHONE.fullmatch(session.token_of(request, PHONE_COOKIE))
    if found is None or not hmac.compare_digest(found[2], signature(competition, found[1])):
        return ""
    return found[1]


def remember(request: Request, competition: OpenCompetition, response: Response) -> None:
    token = secrets.token_urlsafe(24)
    response.set_cookie(
        session.name_of(request, PHONE_COOKIE),
        f"{token}.{signature(competition, token)}",
        max_age=MAX_AGE_S,
        path=competition.at(PAGES[Who.VISITOR]),
        httponly=True,
        samesite="lax",
    )


def signature(competition: OpenCompetition, token: str) -> str:
    return hmac.digest(competition.key, f"phone {token}".encode(), hashlib.sha256)[:12].hex()


def device_of(competition: OpenCompetition, token: str) -> str:
    """As the log knows the phone; "" of one that has no token."""
    if not token:
        return ""
    return hmac.digest(competition.key, f"device {token}".encode(), hashlib.sha256).hex()


OF_COMPETITION: list[BaseRoute] = [
    Route(f"{page}/{{secret}}", endpoint, methods=[method])
    for page in PAGES.values()
    for endpoint, method in ((get_ballot, "GET"), (post_ballot, "POST"))
]
