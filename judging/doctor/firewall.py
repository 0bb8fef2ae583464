"""Which firewall is on, and how it lets phones through. Nobody but a phone can say whether it does."""

import sys
from enum import StrEnum
from pathlib import Path

from judging.core.sentence import Sentence, sentence

from .finding import Finding, good, note
from .programs import said
from .windows_registry import value

POLICY = r"SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy"
PROFILES = ("StandardProfile", "PublicProfile")  # of a private network, and of a public one
MACOS = "/usr/libexec/ApplicationFirewall/socketfilterfw"
UFW = Path("/etc/ufw/ufw.conf")
NAME = sentence("防火墙")


class Firewall(StrEnum):
    NONE = "none"  # of those we know
    WINDOWS = "windows"
    MACOS = "macos"
    UFW = "ufw"
    FIREWALLD = "firewalld"


def measured() -> Firewall:
    """The one that is on."""
    if sys.platform == "win32":
        is_on = any(value(rf"{POLICY}\{each}", "EnableFirewall") for each in PROFILES)
        return Firewall.WINDOWS if is_on else Firewall.NONE
    if sys.platform == "darwin":
        return Firewall.NONE if "(State = 0)" in said(MACOS, "--getglobalstate") else Firewall.MACOS
    if _is_on(UFW):
        return Firewall.UFW
    return Firewall.FIREWALLD if said("firewall-cmd", "--state").startswith("running") else Firewall.NONE


def _is_on(conf: Path) -> bool:
    try:
        return "ENABLED=yes" in conf.read_text("utf-8", "replace")
    except OSError:
        return False


def finding(firewall: Firewall, port: int) -> Finding:
    if firewall is Firewall.NONE:
        return good("firewall", NAME, sentence("没有发现打开的防火墙。"))
    return note(
        "firewall",
        NAME,
        sentence("防火墙开着（{name}），须放行端口 {port}。", name=TITLES[firewall], port=port),
        REMEDIES[firewall](port),
    )


TITLES = {
    Firewall.WINDOWS: "Windows Defender",
    Firewall.MACOS: "macOS",
    Firewall.UFW: "ufw",
    Firewall.FIREWALLD: "firewalld",
}


def _windows(port: int) -> Sentence:
    return sentence(
        "第一次启动时在“安全中心警报”里勾选“专用网络”和“公用网络”再点“允许”。没弹出或点错的，以管理员身份执行："
        "netsh advfirewall firewall add rule name=judging dir=in action=allow protocol=TCP localport={port}",
        port=port,
    )


def _macos(port: int) -> Sentence:
    return sentence(
        "“系统设置 → 网络 → 防火墙 → 选项”里把 Python 设为“允许传入连接”，并关闭“阻止所有传入连接”。"
    )


def _ufw(port: int) -> Sentence:
    return sentence("在终端执行：sudo ufw allow {port}/tcp", port=port)


def _firewalld(port: int) -> Sentence:
    return sentence("在终端执行：sudo firewall-cmd --add-port={port}/tcp", port=port)


REMEDIES = {
    Firewall.WINDOWS: _windows,
    Firewall.MACOS: _macos,
    Firewall.UFW: _ufw,
    Firewall.FIREWALLD: _firewalld,
}
