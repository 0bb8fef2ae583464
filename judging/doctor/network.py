"""Addresses of this machine, and what may stand between it and the phones."""

import ipaddress
import re
from collections.abc import Iterator
from urllib.request import getproxies

from msgspec import Struct

from judging.core.sentence import sentence
from judging.interfaces import lan_addresses, named_interfaces

from .finding import Finding, bad, good, note

# Names that systems and programs give to interfaces which no phone is behind.
TUNNEL = re.compile(r"(tun|tap|utun|ppp|wg|ipsec|tailscale|zt|nordlynx)[\w-]*")
VIRTUAL = re.compile(r"(docker|br-|veth|virbr|vmnet|vboxnet|lxc|cni|podman|bridge1\d\d)[\w-]*")
LOOPBACK_HOSTS = ("127.0.0.1", "localhost", "::1")
NAME = sentence("手机访问的地址")
TUNNEL_NAME = sentence("VPN 与代理")


class Network(Struct, frozen=True):
    """`named`: of each interface its name ("" where the system tells none) and IPv4.

    `lan`: the likeliest first.
    """

    named: tuple[tuple[str, str], ...]
    lan: tuple[str, ...]
    proxies: tuple[str, ...] = ()


def measured() -> Network:
    return Network(tuple(named_interfaces()), lan_addresses(), tuple(sorted(set(getproxies().values()))))


def findings(network: Network, host: str, port: int) -> Iterator[Finding]:
    """Of a server that listens to *host*."""
    yield _addresses(network, host, port)
    yield _tunnels(network)


def reachable(network: Network) -> tuple[str, ...]:
    """Those addresses that phones may be able to reach, the likeliest first."""
    hidden = {ip for name, ip in network.named if TUNNEL.fullmatch(name) or VIRTUAL.fullmatch(name)}
    return tuple(address for address in network.lan if address not in hidden)


def _addresses(network: Network, host: str, port: int) -> Finding:
    found = reachable(network)
    if host in LOOPBACK_HOSTS:
        return bad(
            "addresses",
            NAME,
            sentence("只在本机可用（{host}），手机打不开。", host=host),
            sentence("停止程序，去掉 --host 再启动。"),
        )
    if not found and any(ipaddress.IPv4Address(ip).is_link_local for _, ip in network.named):
        return bad(
            "addresses",
            NAME,
            sentence("网线或 Wi-Fi 已连上，但没有分到地址（169.254 开头）。"),
            sentence("检查路由器的 DHCP 是否打开；或断开后重新连接会场 Wi-Fi。"),
        )
    if not found:
        return bad(
            "addresses",
            NAME,
            sentence("本机没有连上网络。"),
            sentence("连接会场的 Wi-Fi 或网线；不需要外网，有路由器即可。"),
        )
    return _several(found, port)


def _several(found: tuple[str, ...], port: int) -> Finding:
    first, *others = (f"http://{address}:{port}" for address in found)
    if not others:
        return good("addresses", NAME, sentence("手机打开 {address} 。", address=first))
    return note(
        "addresses",
        NAME,
        sentence(
            "本机有几个地址，手机能打开的多半是 {first} ；另有 {others}。", first=first, others=tuple(others)
        ),
        sentence("用一台手机自测确认；不用的网络请断开，免得二维码印错地址。"),
    )


def _tunnels(network: Network) -> Finding:
    tunnels = tuple(sorted({name for name, _ in network.named if TUNNEL.fullmatch(name)}))
    if tunnels or network.proxies:
        return note(
            "tunnels",
            TUNNEL_NAME,
            sentence("开着 VPN 或代理：{names}。", names=(*tunnels, *network.proxies)),
            sentence("比赛期间请关闭，否则手机可能连不上本机，本机的浏览器也可能打不开自己的页面。"),
        )
    return good("tunnels", TUNNEL_NAME, sentence("没有发现 VPN 和代理。"))
