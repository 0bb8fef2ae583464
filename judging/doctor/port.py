"""Whether our port is free, ours or somebody else's, and answers under the addresses of the LAN."""

import socket
import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from http.client import HTTPConnection, HTTPException

from msgspec import Struct

from judging.core.sentence import sentence

from .finding import Finding, bad, good

ASKED = "/check/ping"  # answered by this program, in its own way
SIGN = b'"judging"'
PATIENCE_S = 3
NAME = sentence("端口")
DEAF_NAME = sentence("经局域网地址访问")


class Holder(StrEnum):
    NOBODY = "nobody"
    US = "us"
    OTHER = "other"


class Port(Struct, frozen=True):
    """`deaf`: those of the LAN's addresses under which we do not answer."""

    number: int
    holder: Holder
    deaf: tuple[str, ...] = ()


def measured(number: int, addresses: Iterable[str]) -> Port:
    if is_free(number):
        return Port(number, Holder.NOBODY)
    if not answers("127.0.0.1", number):
        return Port(number, Holder.OTHER)
    return Port(number, Holder.US, tuple(each for each in addresses if not answers(each, number)))


def is_free(number: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if sys.platform == "win32":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("0.0.0.0", number))
        except OSError:
            return False
    return True


def answers(address: str, number: int) -> bool:
    """Whether this program answers there, and no other."""
    asking = HTTPConnection(address, number, timeout=PATIENCE_S)
    try:
        asking.request("GET", ASKED)
        return SIGN in asking.getresponse().read(200)
    except (OSError, HTTPException):
        return False
    finally:
        asking.close()


def findings(port: Port) -> Iterator[Finding]:
    match port.holder:
        case Holder.NOBODY:
            yield good("port", NAME, sentence("端口 {port} 空闲，可以启动。", port=port.number))
        case Holder.US:
            yield good("port", NAME, sentence("程序正在端口 {port} 上运行。", port=port.number))
            yield from _deaf(port)
        case Holder.OTHER:
            yield bad(
                "port",
                NAME,
                sentence("端口 {port} 被别的程序占用。", port=port.number),
                sentence("关掉那个程序，或换一个端口启动：judging run --port {next}", next=port.number + 1),
            )


def _deaf(port: Port) -> Iterator[Finding]:
    if port.deaf:
        yield bad(
            "deaf",
            DEAF_NAME,
            sentence("本机经 {addresses} 打不开自己的页面，手机也打不开。", addresses=port.deaf),
            sentence("检查防火墙是否放行端口 {port}；程序是否用 --host 限定了地址。", port=port.number),
        )
