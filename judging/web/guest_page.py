"""The result page as guests' phones fetch it: the page, one script and one style.

A page is a dozen files, and its words are those of all pages: 340 KB that a judge's phone takes once. A
thousand guests who scan a code in the same minute would ask twelve thousand times and fill the Wi-Fi. So the
modules that the page names are put into one script, with the words that they use and no others. Nothing of
that needs a build: it is done once, at the first request.
"""

import asyncio
import gzip
import hashlib
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import PurePosixPath

from msgspec import Struct
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from judging import assets
from judging.printouts.qr import Qr, qr

from . import session
from .addresses import join_base
from .answers import json

PAGE = "/results"  # short enough to be typed
FOREVER = "public, max-age=31536000, immutable"  # its address changes with its content

STYLE = re.compile(r' *<link rel="stylesheet" href="/(static/[^"]+)">\n')
SCRIPT = re.compile(r'<script type="module" src="/(static/[^"]+)">')
IMPORT = re.compile(
    r'^import (?:\{(?P<names>[^}]*)\}|(?P<default>\w+)|\* as (?P<all>\w+)) from "(?P<path>[^"]+)"\n',
    re.MULTILINE,
)
EXPORT_NAMED = re.compile(r"^export ((?:async )?function|class|const|let) (\w+)", re.MULTILINE)
EXPORT_DEFAULT = re.compile(r"^export default ", re.MULTILINE)
EXPORT_LIST = re.compile(r"(?:^|(?<=;))export ?\{([^}]*)\};?", re.MULTILINE)
WORDS = PurePosixPath("static/words")
WORD = re.compile(r'^ *"(?P<key>[^"]+)": .*\n', re.MULTILINE)
NAMED_WORD = re.compile(r"""["'`]([a-z][\w-]*(?:\.[\w-]+)*\.)(?:([\w-]+)["']|\$\{)""")


class Asset(Struct, frozen=True):
    name: str
    media_type: str
    plain: bytes
    packed: bytes


class GuestPage(Struct, frozen=True):
    html: bytes
    assets: tuple[Asset, ...]


class ResultsCode(Struct, frozen=True):
    """What a screen shows, so that phones find the page."""

    address: str  # to be typed
    code: Qr


@lru_cache(maxsize=1)
def guest_page() -> GuestPage:
    html = read(PurePosixPath("static/results.html"))
    styles = "".join(read(PurePosixPath(path)) for path in STYLE.findall(html))
    [entry] = SCRIPT.findall(html)
    script = _asset("js", "text/javascript", bundled(PurePosixPath(entry)))
    style = _asset("css", "text/css", styles)
    html = STYLE.sub("", html).replace(
        "</head>", f'  <link rel="stylesheet" href="{PAGE}/{style.name}">\n  </head>'
    )
    return GuestPage(html.replace(f"/{entry}", f"{PAGE}/{script.name}").encode(), (script, style))


def read(path: PurePosixPath) -> str:
    return assets.tree("static").joinpath(*path.parts[1:]).read_text("utf-8")


def _asset(suffix: str, media_type: str, text: str) -> Asset:
    plain = text.encode()
    name = f"{hashlib.sha256(plain).hexdigest()[:16]}.{suffix}"
    return Asset(name, media_type, plain, gzip.compress(plain, mtime=0))


def bundled(entry: PurePosixPath) -> str:
    """One module that does what *entry* does with all that it imports, each in a function of its own."""
    modules = dict(_modules(entry))
    used = {key for path, text in modules.items() if path.parent != WORDS for key in _named_words(text)}
    order = {path: n for n, path in enumerate(modules)}
    return "".join(
        f"const m{order[path]} = (() => {{\n{_as_function(path, _thinned(path, text, used), order)}}})()\n"
        for path, text in modules.items()
    )


def _modules(
    path: PurePosixPath, above: tuple[PurePosixPath, ...] = ()
) -> Iterator[tuple[PurePosixPath, str]]:
    """Those that it imports come first. Raises ValueError for modules that import each other."""
    if path in above:
        raise ValueError(f"{path} imports itself")
    text = read(path)
    for found in IMPORT.finditer(text):
        yield from _modules(aimed(path, found["path"]), (*above, path))
    yield path, text


def aimed(importer: PurePosixPath, path: str) -> PurePosixPath:
    steps: list[str] = []
    for part in (importer.parent / path).parts:
        steps = steps[:-1] if part == ".." else [*steps, part]
    return PurePosixPath(*steps)


def _as_function(path: PurePosixPath, text: str, order: dict[PurePosixPath, int]) -> str:
    exported = [name for _, name in EXPORT_NAMED.findall(text)]
    given = [f"{name}: {name}" for name in exported]
    for listed in EXPORT_LIST.findall(text):
        given += [_renamed(pair, "{1}: {0}") for pair in listed.split(",") if pair.strip()]
    if EXPORT_DEFAULT.search(text):
        given.append("default: whole")

    def imported(found: re.Match[str]) -> str:
        module = f"m{order[aimed(path, found['path'])]}"
        if found["names"] is None:
            whole = f"{module}.default" if found["default"] else module
            return f"const {found['default'] or found['all']} = {whole}\n"
        names = (_renamed(pair, "{0}: {1}") for pair in found["names"].split(",") if pair.strip())
        return f"const {{ {', '.join(names)} }} = {module}\n"

    text = EXPORT_DEFAULT.sub("const whole = ", EXPORT_LIST.sub("", EXPORT_NAMED.sub(r"\1 \2", text)))
    return f"{IMPORT.sub(imported, text)}\nreturn {{ {', '.join(given)} }}\n"


def _renamed(pair: str, shape: str) -> str:
    before, *after = pair.strip().split(" as ")
    return shape.format(before, after[0] if after else before)


def _named_words(text: str) -> Iterator[str]:
    """The keys that a module names; of one whose last part is computed what it begins with."""
    for begin, end in NAMED_WORD.findall(text):
        yield begin + end


def _thinned(path: PurePosixPath, text: str, used: set[str]) -> str:
    """A catalogue with the words that are used alone."""
    if path.parent != WORDS:
        return text

    def kept(found: re.Match[str]) -> str:
        key = found["key"]
        return found[0] if key in used or key[: key.rfind(".") + 1] in used else ""

    return WORD.sub(kept, text)


async def made() -> GuestPage:
    """Once for all; to read, put together and pack it takes longer than others are kept waiting."""
    return guest_page() if guest_page.cache_info().currsize else await asyncio.to_thread(guest_page)


async def get_page(request: Request) -> Response:
    """The same for every competition and everybody, whether or not the page is open: it tells nothing."""
    return Response((await made()).html, media_type="text/html")


async def get_asset(request: Request) -> Response:
    for asset in (await made()).assets:
        if asset.name == request.path_params["name"]:
            return _sent(asset, "gzip" in request.headers.get("accept-encoding", ""))
    raise HTTPException(404)


def _sent(asset: Asset, takes_packed: bool) -> Response:
    headers = {"cache-control": FOREVER, "vary": "accept-encoding"}
    if takes_packed:
        headers["content-encoding"] = "gzip"
    return Response(
        asset.packed if takes_packed else asset.plain, media_type=asset.media_type, headers=headers
    )


async def get_code(request: Request) -> Response:
    """The way to the page, by an address that phones reach. Tells nothing that /c does not."""
    base = await join_base(request)
    competition = session.competition_of(request)
    address = f"{base}{PAGE}" if session.registry_of(request).only else f"{base}{competition.at(PAGE)}"
    return json(ResultsCode(address.partition("://")[2], qr(f"{base}{competition.at(PAGE)}")))


OF_COMPETITION: list[BaseRoute] = [Route(PAGE, get_page), Route(f"{PAGE}/code", get_code)]
OF_SERVER: list[BaseRoute] = [Route(f"{PAGE}/{{name}}", get_asset)]
