"""A phone's own test of its way to the server: what it measured, whether that will do, and what helps."""

from collections.abc import Collection, Iterator
from statistics import median

from msgspec import Struct

from judging.core.sentence import Sentence, sentence

from .finding import WORST_FIRST, Finding, Verdict, bad, good, note

ASKED = 20  # times a phone asks the server
# A judge presses and looks: up to a fifth of a second nobody notices, beyond a whole one people press again.
GOOD_MS, MOST_MS = 200, 800
SLOWEST_MS = 1500
MOST_LOST = 1  # of those: with more a phone is off the network for seconds at a time
CLOCK_S = 60
LINK_NAME, LOSS_NAME = sentence("快慢"), sentence("丢失")
KEPT_NAME, CLOCK_NAME = sentence("保存"), sentence("手机的钟")
PHONES_NAME = sentence("手机自测")


class SelfTest(Struct, frozen=True):
    """What a phone measured. `ms`: of each answer that came; `ahead_s`: its clock, None without an answer."""

    ms: tuple[int, ...]
    lost: int
    keeps: bool  # what it stores is there when it asks again
    ahead_s: float | None = None


def findings(test: SelfTest) -> tuple[Finding, ...]:
    """What a phone is told, and the organiser of it."""
    return tuple(_each(test))


def verdict(test: SelfTest) -> Verdict:
    """The worst of all: whether this phone can be used."""
    verdicts = {finding.verdict for finding in findings(test)}
    return next(each for each in WORST_FIRST if each in verdicts)


def typical_ms(test: SelfTest) -> int | None:
    """How long an answer usually takes; None where none came."""
    return round(median(test.ms)) if test.ms else None


def _each(test: SelfTest) -> Iterator[Finding]:
    if test.ms:
        yield _link(test)
    yield _loss(test)
    yield _kept(test)
    if test.ahead_s is not None:
        yield _clock(test.ahead_s)


def _link(test: SelfTest) -> Finding:
    typical, slowest = round(median(test.ms)), max(test.ms)
    told = sentence("来回一般 {typical} 毫秒，最慢 {slowest} 毫秒。", typical=typical, slowest=slowest)
    remedy = sentence("离路由器近一些，改连 5 GHz 的 Wi-Fi，或请工作人员增加路由器。")
    if typical > MOST_MS:
        return bad("link", LINK_NAME, told, remedy)
    if typical > GOOD_MS or slowest > SLOWEST_MS:
        return note("link", LINK_NAME, told, remedy)
    return good("link", LINK_NAME, told)


def _loss(test: SelfTest) -> Finding:
    told = sentence("问了 {n} 次，{lost} 次没有回答。", n=len(test.ms) + test.lost, lost=test.lost)
    remedy = sentence("留在这个 Wi-Fi（提示“无互联网”也继续用），关掉移动数据和 VPN，再测一次。")
    if test.lost > MOST_LOST or not test.ms:
        return bad("loss", LOSS_NAME, told, remedy)
    if test.lost:
        return note("loss", LOSS_NAME, told, remedy)
    return good("loss", LOSS_NAME, told)


def _kept(test: SelfTest) -> Finding:
    if test.keeps:
        return good("kept", KEPT_NAME, sentence("断网时的分数能存在手机里。"))
    return bad(
        "kept",
        KEPT_NAME,
        sentence("这个浏览器什么也存不住，断网时分数会丢。"),
        sentence("退出无痕模式，允许网站数据（Cookie），或换一个浏览器打开。"),
    )


def _clock(ahead_s: float) -> Finding:
    if abs(ahead_s) <= CLOCK_S:
        return good("clock", CLOCK_NAME, sentence("与服务器相差不到 1 分钟。"))
    return note(
        "clock",
        CLOCK_NAME,
        _ahead(round(ahead_s)) if ahead_s > 0 else _behind(round(-ahead_s)),
        sentence("不影响评分和计时，它们以服务器为准；不放心的，请打开手机的自动对时。"),
    )


def _ahead(seconds: int) -> Sentence:
    return sentence("比服务器快 {n} 秒。", n=seconds)


def _behind(seconds: int) -> Sentence:
    return sentence("比服务器慢 {n} 秒。", n=seconds)


def summary(tests: Collection[SelfTest]) -> Finding:
    """For the organiser: what the phones so far say of the network between. Only they can."""
    if not tests:
        return note(
            "phones",
            PHONES_NAME,
            sentence("还没有手机测过：网络是否隔离、防火墙是否放行，只有手机知道。"),
            sentence(
                "用会场的 Wi-Fi 在手机上打开本机地址加 /check（“会场检查”页上有二维码）。打不开的："
                "路由器关闭“AP 隔离”（也叫客户端隔离、访客网络），不用要网页登录的 Wi-Fi，放行防火墙，"
                "手机和电脑连同一个网络。"
            ),
        )
    failed = sum(verdict(each) is Verdict.BAD for each in tests)
    times = [typical for each in tests if (typical := typical_ms(each)) is not None]
    told = sentence(
        "测过 {n} 台，不合格 {failed} 台，最慢的一般 {ms} 毫秒。",
        n=len(tests),
        failed=failed,
        ms=max(times, default="—"),
    )
    if failed:
        return bad("phones", PHONES_NAME, told, sentence("看手机名单，照手机上写的办法处理后再测一次。"))
    return good("phones", PHONES_NAME, told)
