"""Whether paper can be made as PDF here, and with which faces: one page of each kind of text is printed."""

import re
import time
from collections.abc import Iterator

from msgspec import Struct

from judging import assets
from judging.core.sentence import Sentence, sentence
from judging.printouts.pdf import NoBrowser, browser, pdfs

from .finding import Finding, bad, good, note

# The family in print.css → what it is called, and how its official face is called inside a PDF.
FACES = {
    "title": (sentence("小标宋（标题）"), re.compile(r"FZXBS|XiaoBiaoSong|小标宋")),
    "body": (sentence("仿宋（正文）"), re.compile(r"FangSong|Fangsong|STFang|仿宋")),
    "head": (sentence("黑体（表头）"), re.compile(r"SimHei|Heiti|STHeiti|黑体")),
}
CHINESE = re.compile(
    r"CJK|Song|Sung|Ming|Hei|Kai|Fang|FZ|ST[A-Z]|Hiragino|PingFang|YaHei|Deng|WenQuanYi|Source ?Han|"
    r"Noto.*[ST]C|Fallback|Uming|Ukai|MiSans|Harmony|Droid",
    re.IGNORECASE,
)
SAMPLE = "一网通办专项立功竞赛成绩表 0123456789"
IN_PDF = re.compile(rb"/(?:BaseFont|FontName)\s*/(?:[A-Z]{6}\+)?([^\s/<>\[\]()]+)")
PAGE = (
    '<!doctype html><html lang="zh-CN"><style>{css}</style><p style="font-family: {face}, serif">{sample}</p>'
)
NAME, FACES_NAME = sentence("打印用的浏览器"), sentence("打印用的字体")


class Paper(Struct, frozen=True):
    """`faces`: family in print.css → the fonts that the page in it was set with."""

    browser: str  # "" for none
    took_s: float = 0.0
    faces: dict[str, tuple[str, ...]] = {}
    trouble: Sentence | None = None


def measured() -> Paper:
    """Prints a page in each face; takes some seconds."""
    try:
        program = str(browser())
    except NoBrowser as none:
        return Paper("", trouble=none.sentence)
    css = (assets.tree("static") / "print.css").read_text("utf-8")
    begun = time.monotonic()
    try:
        printed = pdfs([PAGE.format(css=css, face=face, sample=SAMPLE) for face in FACES])
    except NoBrowser as failed:
        return Paper(program, trouble=failed.sentence)
    faces = {face: fonts_in(pdf) for face, pdf in zip(FACES, printed, strict=True)}
    return Paper(program, time.monotonic() - begun, faces)


def fonts_in(pdf: bytes) -> tuple[str, ...]:
    """Names of the fonts in *pdf*, without the letters that mark a part of one."""
    return tuple(sorted({name.decode("latin-1") for name in IN_PDF.findall(pdf)}))


def findings(paper: Paper) -> Iterator[Finding]:
    if paper.trouble is not None:
        yield bad(
            "browser", NAME, paper.trouble, sentence("安装 Edge 或 Chrome；没有时只能从打印页面逐张打印。")
        )
        return
    yield good(
        "browser",
        NAME,
        sentence(
            "试印成功，用时 {seconds} 秒：{program}", seconds=f"{paper.took_s:.1f}", program=paper.browser
        ),
    )
    yield _faces(paper)


def _faces(paper: Paper) -> Finding:
    every = {font for fonts in paper.faces.values() for font in fonts}
    if not any(map(CHINESE.search, every)):
        return bad(
            "faces",
            FACES_NAME,
            sentence("没有中文字体，打印出来是方框。"),
            sentence("安装中文字体，例如 Debian、Ubuntu：sudo apt install fonts-noto-cjk"),
        )
    lacking = tuple(
        name for face, (name, official) in FACES.items() if not any(map(official.search, paper.faces[face]))
    )
    if lacking:
        return note(
            "faces",
            FACES_NAME,
            sentence(
                "没有公文字体：{names}；用相近的代替（{used}）。", names=lacking, used=tuple(sorted(every))
            ),
            sentence("要按公文格式打印，请安装方正小标宋、仿宋_GB2312、黑体，再检查一次。"),
        )
    return good("faces", FACES_NAME, sentence("公文字体齐全。"))
