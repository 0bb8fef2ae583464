"""Under which addresses phones reach this machine. Asks its own interfaces only; sends nothing."""

import ipaddress
import socket

from starlette.requests import Request

LOOPBACK = ("localhost", "127.0.0.1", "::1")
# Connecting a datagram socket sends nothing, but makes the system choose the interface it would leave by.
DEFAULT_ROUTE = "192.0.2.1"
PROBES = ("192.168.255.254", "10.255.255.254", "172.31.255.254")


def lan_addresses() -> tuple[str, ...]:
    """This machine's IPv4 addresses that a phone could type, that of the default route first."""
    found = dict.fromkeys((_towards(DEFAULT_ROUTE), *map(_towards, PROBES), *_of_name()))
    ips = [ipaddress.IPv4Address(address) for address in found if address]
    return tuple(str(ip) for ip in ips if not (ip.is_loopback or ip.is_link_local))


def _of_name() -> list[str]:
    try:
        return [str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
    except OSError:
        return []  # a host name without an address is common


def _towards(address: str) -> str | None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((address, 9))
        except OSError:
            return None  # no route that way
        return str(probe.getsockname()[0])


def join_base(request: Request) -> str:
    """`http://192.168.1.5:8000`, for links and QR codes that phones are to open.

    The organiser mostly sits at 127.0.0.1, which means something else on every phone: then the first address
    of the LAN stands in.
    """
    url = request.url
    if url.hostname not in LOOPBACK:
        return f"{url.scheme}://{url.netloc}"
    host = next(iter(lan_addresses()), url.hostname)
    return f"{url.scheme}://{host}:{url.port}" if url.port else f"{url.scheme}://{host}"
