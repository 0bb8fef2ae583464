"""`judging print FILE --out DIR`: all forms of a track in one job, as PDF and Excel."""

import argparse
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from judging.store import Unreadable

from .books import book
from .forms import FORMS, sheets
from .moment import Moment, read
from .pdf import NoBrowser, pdfs
from .setting import Setting, document

UNSAFE = re.compile(r'[\\/:*?"<>|]')  # in file names, somewhere


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="赛事文件（.sqlite）；服务器可以正开着它")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="放到哪个文件夹")
    parser.add_argument("--track", metavar="ID", help="只打印这个组别（默认全部）")
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
    known = [track.id for track in now.state.rulebook.tracks] if now.state.rules else []
    if options.track and options.track not in known:
        return _complain(f"没有组别 {options.track}；有：{'、'.join(known)}")
    setting = Setting(datetime.now(UTC), options.address.rstrip("/"), is_alone=True)
    tracks = [options.track] if options.track else known
    try:
        documents = dict(_documents(now, tracks, options.whole, setting, options.out))
        return _write(documents) if documents else _complain("还没有可以打印的：请在抽签或亮分之后再打印。")
    except OSError as error:
        return _complain(f"不能写入 {options.out}（{error.strerror}）：请用 --out 指定另一个文件夹。")


def _documents(
    now: Moment, tracks: list[str], whole: bool, setting: Setting, out: Path
) -> Iterator[tuple[Path, str]]:
    """Where each PDF goes, and what is on it; the workbooks are written on the way."""
    for track in tracks:
        folder = out / UNSAFE.sub("-", now.state.track(track).name)
        for name, form in FORMS.items():
            found = sheets(now, name, track, whole=whole)
            if found:
                folder.mkdir(parents=True, exist_ok=True)
                (folder / f"{form.name}.xlsx").write_bytes(book(now, found))
                yield folder / f"{form.name}.pdf", document(now, found, setting)


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
