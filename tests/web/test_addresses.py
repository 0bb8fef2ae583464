import socket
import sys
import threading
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from starlette.requests import Request

from judging import interfaces
from judging.web.addresses import Interfaces, join_base


def request(host: str, *lan: str) -> Request:
    state = SimpleNamespace(interfaces=Interfaces(lambda: lan))
    return Request({
        "type": "http", "method": "GET", "scheme": "http", "path": "/", "query_string": b"",
        "server": ("127.0.0.1", 8000), "headers": [(b"host", host.encode())],
        "app": SimpleNamespace(state=state),
    })  # fmt: skip


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "[::1]:8000"])
async def test_on_the_organiser_s_own_laptop_links_carry_its_address_in_the_hall(host: str):
    assert await join_base(request(host, "192.168.1.5", "10.0.0.5")) == "http://192.168.1.5:8000"


async def test_from_elsewhere_links_carry_the_address_that_worked():
    assert await join_base(request("192.168.1.7:8000")) == "http://192.168.1.7:8000"
    assert await join_base(request("venue.test")) == "http://venue.test"


async def test_without_a_network_links_work_at_least_here():
    assert await join_base(request("127.0.0.1:8000")) == "http://127.0.0.1:8000"


async def test_a_link_without_a_port_stays_without():
    assert await join_base(request("localhost", "192.168.1.5")) == "http://192.168.1.5"


@pytest.mark.skipif(sys.platform == "win32", reason="which finds itself by its own name")
def test_no_name_server_is_asked(monkeypatch: pytest.MonkeyPatch):
    """A silent one would take ten seconds to say nothing."""

    def asked(*_: object) -> None:
        raise AssertionError("a name server was asked")

    for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex", "gethostbyaddr", "getfqdn"):
        monkeypatch.setattr(socket, name, asked)

    interfaces.lan_addresses()


def of_this_machine(monkeypatch: pytest.MonkeyPatch, *found: str) -> Callable[[], tuple[str, ...]]:
    """What is told of a machine whose interfaces have these addresses, and which has no default route."""
    monkeypatch.setattr(interfaces, "of_interfaces", lambda: list(found))
    monkeypatch.setattr(interfaces, "of_default_route", lambda: iter(()))
    return interfaces.lan_addresses


def test_the_address_a_phone_reaches_stands_before_those_of_programs(monkeypatch: pytest.MonkeyPatch):
    found = of_this_machine(
        monkeypatch, "127.0.0.1", "172.17.0.1", "10.8.0.2", "192.168.137.1", "169.254.7.7"
    )

    assert found() == ("192.168.137.1", "10.8.0.2", "172.17.0.1")


async def test_the_interfaces_are_asked_beside_the_event_loop_and_not_each_time():
    asked_in = []

    def ask() -> tuple[str, ...]:
        asked_in.append(threading.current_thread())
        return ("192.168.1.5",)

    interfaces = Interfaces(ask)
    answers = [await interfaces.addresses() for _ in range(3)]

    assert answers == [("192.168.1.5",)] * 3
    assert len(asked_in) == 1
    assert asked_in[0] is not threading.current_thread()
