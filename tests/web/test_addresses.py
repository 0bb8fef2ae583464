import pytest
from starlette.requests import Request

from judging.web import addresses


def request(host: str) -> Request:
    return Request({
        "type": "http", "method": "GET", "scheme": "http", "path": "/", "query_string": b"",
        "server": ("127.0.0.1", 8000), "headers": [(b"host", host.encode())],
    })  # fmt: skip


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "[::1]:8000"])
def test_on_the_organiser_s_own_laptop_links_carry_its_address_in_the_hall(
    host: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(addresses, "lan_addresses", lambda: ("192.168.1.5", "10.0.0.5"))

    assert addresses.join_base(request(host)) == "http://192.168.1.5:8000"


def test_from_elsewhere_links_carry_the_address_that_worked():
    assert addresses.join_base(request("192.168.1.7:8000")) == "http://192.168.1.7:8000"
    assert addresses.join_base(request("venue.test")) == "http://venue.test"


def test_without_a_network_links_work_at_least_here(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(addresses, "lan_addresses", lambda: ())

    assert addresses.join_base(request("127.0.0.1:8000")) == "http://127.0.0.1:8000"


def test_a_link_without_a_port_stays_without(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(addresses, "lan_addresses", lambda: ("192.168.1.5",))

    assert addresses.join_base(request("localhost")) == "http://192.168.1.5"
