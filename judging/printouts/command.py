"""`judging print FILE --out DIR`: forms and notices in one job, as PDF, Excel and Word."""

import argparse
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from judging.core.honours.decided import awards_of
from judging.core.refused import Refused
from judging.core.state import State
from judging.store import Unreadable

from .filing import documents
from .jobs import Job, entrants_called, judges_called
from .moment import Moment, read
from .pdf import NoBrowser, pdfs
from .setting import Setting


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="赛事文件（.sqlite）；服务器可以正开着它")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="放到哪个文件夹")
    of = parser.add_mutually_exclusive_group()
    of.add_argument("--track", metavar="ID", help="只打印这个组别（默认全部）")
    of.add_argument("--award", metavar="ID", help="只打印这个奖项或单项奖：名单、决定书、证书、公文")
    of.add_argument("--entrant", metavar="NAME", help="只打印这个参赛对象的全部表单（姓名或编号）")
    of.add_argument("--judge", metavar="NAME", help="只打印这位评委的全部表单（姓名或编号）")
    parser.add_argument(
        "--one", action="store_true", help="全部表单合成一份 PDF（公文另存，空白评分表不在内）"
    )
    parser.add_argument("--all", action="store_true", dest="whole", help="也包括已确认、尚未亮分的成绩")
    parser.add_argument(
        "--address", default="", metavar="URL", help="二维码指向的地址，如 http://192.168.1.5:8000"
    )


def main(options: argparse.Namespace) -> int:
    """Exit status 0; 1 where no PDF could be made, and HTML to print by hand stands in; 2 for bad input."""
    try:
        now = read(options.file)
    except Unreadable as unreadable:
        return _complain(unreadable.detail)
    try:
        jobs = list(_jobs(now.state, options))
    except LookupError as unknown:
        return _complain(unknown.args[0])
    setting = Setting(now.not_before(datetime.now(UTC)), options.address.rstrip("/"), is_alone=True)
    try:
        made = dict(_documents(now, jobs, options, setting))
        return _write(made) if made else _complain("还没有可以打印的：请在抽签或亮分之后再打印。")
    except Refused as refused:
        return _complain(refused.detail)
    except OSError as error:
        return _complain(f"不能写入 {options.out}（{error.strerror}）：请用 --out 指定另一个文件夹。")


def _jobs(state: State, options: argparse.Namespace) -> Iterator[Job]:
    """One, or one for each of several of that name. Raises LookupError with a sentence."""
    if state.rules is None:
        return
    tracks = [track.id for track in state.rulebook.tracks]
    if options.track:
        yield Job(track=_known("组别", options.track, tracks))
    elif options.award:
        yield Job(award=_known("奖项", options.award, awards_of(state)))
    elif options.entrant:
        yield from _some(
            [Job(track, entrant=id) for track, id in entrants_called(state, options.entrant)],
            f"没有参赛对象 {options.entrant}：请按名单上的姓名或编号写。",
        )
    elif options.judge:
        yield from _some(
            [Job(judge=id) for id in judges_called(state, options.judge)],
            f"没有评委 {options.judge}：请按名单上的姓名或编号写。",
        )
    else:
        yield Job()


def _known(what: str, id: str, known: list[str] | tuple[str, ...]) -> str:
    if id not in known:
        raise LookupError(f"没有{what} {id}；有：{'、'.join(known)}")
    return id


def _some(found: list[Job], else_say: str) -> list[Job]:
    if not found:
        raise LookupError(else_say)
    return found


def _documents(
    now: Moment, jobs: list[Job], options: argparse.Namespace, setting: Setting
) -> Iterator[tuple[Path, str]]:
    for job in jobs:
        yield from documents(now, job, options.out, setting, whole=options.whole, in_one=options.one)


def _write(documents: dict[Path, str]) -> int:
    try:
        contents = pdfs(list(documents.values()))
    except NoBrowser as missing:
        for path, html in documents.items():
            path.with_suffix(".html").write_text(html, "utf-8")
        print(f"{missing}\n已改存为网页，打开后按 Ctrl+P 即可打印。", file=sys.stderr)
        return 1
    for path, content in zip(documents, contents, strict=True):
        path.write_bytes(content)
        print(path)
    return 0


def _complain(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2
