"""Which notices there are, and the places that each of their templates may name."""

from collections.abc import Mapping
from pathlib import Path

from judging.core.papers.paper_template import PaperKind

from .filling import Filling

TEXTS = Path(__file__).parent / "texts"

COMPETITION, ORGANISER, DAY = "赛事", "主办单位", "成文日期"
LIST, COUNT = "获奖名单", "获奖总数"
FROM, UNTIL, DAYS = "公示开始", "公示结束", "公示天数"
NUMBER, OBJECTOR, ABOUT, TEXT = "异议编号", "异议人", "异议事项", "异议内容"
RECEIVED, RESOLUTION, REASON = "收到日期", "处理决定", "处理意见"
HOLDER, AWARD, LEVEL, TITLE, CERTIFICATE_NUMBER = "获奖者", "奖项", "等次", "称号", "编号"

OF_ALL = (COMPETITION, ORGANISER, DAY)
OF_HONOURS = (*OF_ALL, LIST, COUNT)
OF_CERTIFICATE = (*OF_ALL, HOLDER, AWARD, LEVEL, TITLE, CERTIFICATE_NUMBER)
OF_OBJECTION = (*OF_ALL, NUMBER, OBJECTOR, ABOUT, TEXT, RECEIVED, RESOLUTION, REASON)
OF_PUBLICITY = (*OF_HONOURS, FROM, UNTIL, DAYS)

# What each template may name between 【 and 】.
PLACES: Mapping[PaperKind, tuple[str, ...]] = {
    PaperKind.PUBLICITY: OF_PUBLICITY,
    PaperKind.COMMENDATION: OF_HONOURS,
    PaperKind.BULLETIN: OF_HONOURS,
    PaperKind.REPORT: OF_PUBLICITY,
    PaperKind.REPLY: OF_OBJECTION,
    PaperKind.CERTIFICATE: OF_CERTIFICATE,
    PaperKind.PLAQUE: OF_CERTIFICATE,
}


ACROSS = (PaperKind.CERTIFICATE, PaperKind.PLAQUE)


def blank(kind: PaperKind) -> dict[str, Filling]:
    """The places of its templates, with nothing in them."""
    return {name: [] if name == LIST else "" for name in PLACES[kind]}


def built_in(kind: PaperKind) -> str:
    """Our own text; `layout.word` makes a template of it."""
    return (TEXTS / f"{kind}.txt").read_text("utf-8")
