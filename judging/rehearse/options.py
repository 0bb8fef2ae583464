"""What can be asked of a rehearsal, checked before it begins: a whole day is long to wait for a “no”."""

import argparse
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from judging import presets
from judging.core.refused import Reason, Refused
from judging.core.setup.hall_setting import MOST_HALLS
from judging.core.setup.seating import MAX_PANEL

from .made_up import USUAL_SCREENS
from .own_server import LINK
from .rhythms import RHYTHMS
from .robots import PACES

MOST_COMPETITIONS = 8  # more than anybody runs on one laptop
MOST_ENTRANTS = 200  # eight times a usual day
MOST_SCREENS = 10  # more than any hall has
MOST_PANELS = 6  # more than anybody finds the judges for


def within(low: int, high: int) -> Callable[[str], int]:
    """An argparse type: a whole number from *low* to *high*."""

    def number(text: str) -> int:
        if not (text.isascii() and text.isdigit() and low <= int(text) <= high):
            raise argparse.ArgumentTypeError(f"“{text}”不行，须为 {low}～{high} 的整数")
        return int(text)

    return number


def organiser_link(text: str) -> str:
    """An argparse type: the link as a server prints it."""
    with suppress(ValueError):  # of an address or a port that is none
        if LINK.fullmatch(text) and urlsplit(text).port != 0:
            return text
    raise argparse.ArgumentTypeError(
        f"“{text}”不是组织者链接，须形如 http://192.168.1.5:8000/organiser/…，服务器启动时会打印"
    )


def check_writable(path: Path) -> None:
    """Raises Refused where the report cannot be written. Leaves no file that was not there."""
    try:
        is_there = path.exists()
        path.open("ab").close()
        if not is_there:
            path.unlink()
    except OSError as error:
        raise Refused(
            Reason.MALFORMED, f"不能写入 {path}（{error.strerror}）：请用 --report 指定另一个文件。"
        ) from error


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files",
        type=Path,
        nargs="*",
        metavar="FILE",
        help="演练自己的赛事：赛事文件（.sqlite）或规则文件（.toml），只读不改；几个文件就几场同时演练",
    )
    parser.add_argument(
        "--competitions",
        type=within(1, MOST_COMPETITIONS),
        default=1,
        help="没有 FILE 时，同一台服务器上几场同时演练（默认 %(default)s）",
    )
    parser.add_argument(
        "--preset",
        default="shequ-2024",
        choices=presets.names(),
        help="没有 FILE 时用哪个预设（默认 %(default)s）",
    )
    parser.add_argument(
        "--judges", type=within(1, MAX_PANEL), help="没有评委的评委组，用几位虚构的评委（默认 7）"
    )
    parser.add_argument(
        "--entrants", type=within(1, MOST_ENTRANTS), help="每个没有名单的组别，用几个虚构的参赛对象"
    )
    parser.add_argument("--screens", type=within(0, MOST_SCREENS), help=f"大屏块数（默认 {USUAL_SCREENS}）")
    parser.add_argument(
        "--halls",
        type=within(1, MOST_HALLS),
        default=1,
        help="只有一个会场的赛事，分几个会场同时进行（默认 %(default)s）",
    )
    parser.add_argument(
        "--panels",
        type=within(1, MOST_PANELS),
        default=1,
        help="没有 FILE 时，预设的走场环节分几个评委组同时评、成绩按系数拉平（默认 %(default)s）",
    )
    _of_the_run(parser)


def _of_the_run(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--trouble",
        action="store_true",
        help="有监督、有波折的一天：三个会场，会签、两人复核、候补、回避、纸质评分表、异议和锁定后更正",
    )
    parser.add_argument(
        "--whole",
        action=argparse.BooleanOptionalAction,
        help="从头到尾：在有监督、有波折的一天之后，评审会议、公示、异议与更正、颁奖、定稿，直到归档；"
        f"有全过程的预设（{'、'.join(RHYTHMS)}）不写也这样，从头演练到打印；--no-whole 只演练一场",
    )
    parser.add_argument(
        "--pace", choices=tuple(PACES), help="max：越快越好；real：看得清（--serve 时的默认）"
    )
    parser.add_argument("--seed", type=int, help="随机种子：同一种子给出同样的分值")
    parser.add_argument("--serve", action="store_true", help="演练结束后继续提供页面，直到 Ctrl+C")
    parser.add_argument(
        "--host", default="127.0.0.1", help="服务器监听的地址（默认 %(default)s，只在本机可用）"
    )
    parser.add_argument("--port", type=within(0, 65535), default=0, help="服务器端口（默认任选）")
    parser.add_argument("--data", metavar="文件夹", help="赛事文件放在哪里")
    parser.add_argument(
        "--url",
        type=organiser_link,
        metavar="组织者链接",
        help="对已运行的服务器演练：它打印的一次性组织者链接",
    )
    parser.add_argument("--report", type=Path, metavar="FILE", help="把报告写到这个 JSON 文件")
    parser.add_argument("--with-parent", action="store_true", help=argparse.SUPPRESS)
