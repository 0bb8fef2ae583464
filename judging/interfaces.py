"""Under which addresses phones reach this machine. Asks its own interfaces only; sends nothing."""

import ipaddress
import socket
import struct
import sys
from collections.abc import Iterator

# Connecting a datagram socket sends nothing, but makes the system choose the interface it would leave by.
DEFAULT_ROUTE = "192.0.2.1"
# What routers and hotspots give first; 172.16 and others are mostly of programs on this machine.
LIKELY = (ipaddress.IPv4Network("192.168.0.0/16"), ipaddress.IPv4Network("10.0.0.0/8"))
ADDRESS_REQUEST = 0xC0206921 if sys.platform == "darwin" else 0x8915  # SIOCGIFADDR


def lan_addresses() -> tuple[str, ...]:
    """This machine's IPv4 addresses that a phone could type, that of the default route first.

    Blocks: for a moment, and on Windows for as long as the system takes to find its own name.
    """
    ips = sorted(map(ipaddress.IPv4Address, of_interfaces()), key=likelihood, reverse=True)
    found = dict.fromkeys((*of_default_route(), *ips))
    return tuple(str(ip) for ip in found if not (ip.is_loopback or ip.is_link_local or ip.is_unspecified))


def of_interfaces() -> list[str]:
    return [address for _, address in named_interfaces()]


def likelihood(ip: ipaddress.IPv4Address) -> int:
    return next((len(LIKELY) - n for n, network in enumerate(LIKELY) if ip in network), 0)


def of_default_route() -> Iterator[ipaddress.IPv4Address]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((DEFAULT_ROUTE, 9))
        except OSError:
            return  # no route: a hotspot of this machine's own has none
        yield ipaddress.IPv4Address(probe.getsockname()[0])


if sys.platform == "win32":

    def named_interfaces() -> list[tuple[str, str]]:
        """Addresses without names, which this system does not tell so."""
        try:
            found = socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
        except OSError:
            return []
        return [("", str(info[4][0])) for info in found]

else:

    def named_interfaces() -> list[tuple[str, str]]:
        """Name and first IPv4 address of each interface that has one. Asks no name server."""
        import fcntl

        found = []
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
            for _, name in socket.if_nameindex():
                request = struct.pack("16s16x", name.encode()[:15])  # struct ifreq: a name, then an address
                try:
                    answer = fcntl.ioctl(asking, ADDRESS_REQUEST, request)
                except OSError:
                    continue  # has none
                found.append((name, socket.inet_ntoa(answer[20:24])))
        return found
