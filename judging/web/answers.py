"""What goes back to a browser, and the one place where a refusal becomes an HTTP status."""

import errno
from html import escape
from typing import TypeVar

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from judging.codec import decode, encode
from judging.core.refused import Reason, Refused
from judging.core.sentence import Sentence, sentence
from judging.store import StorageFailed
from judging.web.entrance.limits import TooMany

T = TypeVar("T")

# 409 for all others: the rules do not allow it now.
STATUS = {Reason.MALFORMED: 400, Reason.NOT_ALLOWED: 403, Reason.TOO_MANY: 429}

# What never reached the rules.
FAILURES = {
    400: ("malformed", sentence("请求的写法不对，请刷新页面后再试。")),
    401: ("no_session", sentence("这台设备还没有登录，请扫描评委证上的二维码，或用组织者链接登录。")),
    403: ("not_allowed", sentence("这个请求不是从本系统的页面发来的，已拒绝。")),
    404: ("not_found", sentence("没有这个地址，请检查是否抄错。")),
    405: ("not_found", sentence("这个地址不接受这种请求。")),
    413: ("too_large", sentence("内容太大，请缩小后再试。")),
    500: (
        "broken",
        sentence("程序出错，这一步没有完成。请重试；仍不行时重新启动程序，已保存的内容不会丢失。"),
    ),
    503: ("busy", sentence("来访的设备太多，请过几秒再试；已登录的评委和大屏不受影响。")),
}

NO_FILES = sentence(
    "打开的文件和连接太多，这一步没有完成。请过几秒再试；仍不行时，执行 ulimit -n 4096 后重新启动程序。"
)


UNFINISHED = sentence(
    "这一步没有算完：内存不够，或用时太久。请关掉这台电脑上别的程序后再试；已保存的内容不会丢失。"
)


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """`detail` is the sentence in Chinese, for whoever has no catalogue."""

    reason: str
    detail: str
    sentence: Sentence


def json(body: object, status: int = 200) -> Response:
    return Response(encode(body), status, media_type="application/json")


def told(reason: str, said: Sentence) -> Failure:
    return Failure(reason=reason, detail=str(said), sentence=said)


def failure(status: int) -> Response:
    reason, said = FAILURES.get(status, FAILURES[400])
    return json(told(reason, said), status)


async def body_of(request: Request, shape: type[T]) -> T:
    """The request's JSON as a *shape*. Raises Refused."""
    return decode(await request.body(), shape)


def for_a_person(request: Request) -> bool:
    """Whether the answer is shown as a page: of an address that was opened, not of one a script asked."""
    return "text/html" in request.headers.get("accept", "")


async def on_refused(request: Request, refused: Exception) -> Response:
    """As JSON; to a person who opened an address, as a sentence."""
    assert isinstance(refused, Refused)
    status = STATUS.get(refused.reason, 409)
    response = json(told(refused.reason, refused.sentence), status)
    if for_a_person(request):
        response = HTMLResponse(page_saying(refused.sentence), status)
    if isinstance(refused, TooMany):
        response.headers["retry-after"] = str(refused.wait_s)
    return response


async def on_storage_failed(request: Request, failed: Exception) -> Response:
    """503: worth repeating, which pages do by themselves."""
    assert isinstance(failed, StorageFailed)
    return json(told("storage", failed.sentence), 503)


async def on_http_exception(request: Request, error: Exception) -> Response:
    """As JSON; to a person who typed an address, as a sentence."""
    assert isinstance(error, HTTPException)
    response = failure(error.status_code)
    if for_a_person(request):
        _, said = FAILURES.get(error.status_code, FAILURES[400])
        response = HTMLResponse(page_saying(said), error.status_code)
    response.headers.update(error.headers or {})
    return response


PAGE = """<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title {title}</title>
<link rel="stylesheet" href="/static/tokens.css">
<link rel="stylesheet" href="/static/base.css">
<script type="module" src="/static/said.js"></script>
<main class="failure">
<p {said}</p>
<p><a href="/" {home}</a></p>
</main>
</html>
"""


def page_saying(said: Sentence) -> str:
    return PAGE.format(
        said=in_page(said),
        title=in_page(sentence("现场评审")),
        home=in_page(sentence("首页")),
    )


def in_page(said: Sentence) -> str:
    """The rest of an element that says *said*, until static/said.js puts it into the device's language."""
    return f'data-sentence="{escape(encode(said).decode())}">{escape(str(said))}'


async def on_os_error(request: Request, error: Exception) -> Response:
    """503 where this machine has no files left to open. Raises anything else, as the bug that it is."""
    assert isinstance(error, OSError)
    if error.errno not in (errno.EMFILE, errno.ENFILE):
        raise error
    return json(told("busy", NO_FILES), 503)


async def on_unfinished(request: Request, error: Exception) -> Response:
    if for_a_person(request):
        return HTMLResponse(page_saying(UNFINISHED), 503)
    return json(told("busy", UNFINISHED), 503)


async def on_bug(request: Request, error: Exception) -> Response:
    """The trace goes to the server's own output, never to a browser."""
    return failure(500)
