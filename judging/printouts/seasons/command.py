"""`judging papers SEASON.toml --out DIR`: all paper of a season, as PDF, Excel and Word."""

import argparse
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from judging.core.refused import Refused
from judging.files.contradictory_seasons import is_inside
from judging.files.problems import Problems
from judging.files.season_file import ReadSeason, read_rules, read_season, sha256
from judging.printouts.pdf import NoBrowser, pdfs
from judging.printouts.setting import Setting
from judging.season.reckoning import reckon
from judging.season.rules import Season

from .season_moment import SeasonMoment
from .season_pack import pack
from .season_papers import Chosen

BAD_INPUT = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("season", type=Path, metavar="SEASON.toml", help="赛季文件")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="放到哪个文件夹")
    for name, what in (("first", "通报表扬前几名"), ("last", "督促提醒最后几名（不公开）")):
        parser.add_argument(
            f"--{name}",
            action="append",
            default=[],
            metavar="[表=]N",
            help=f"{what}：每个总表 N 名；只要一个总表的写 person=3，可写几次",
        )
    parser.add_argument(
        "--public", action="store_true", help="只要可以公开的：通报、名单、公示稿、证书、奖牌"
    )


def main(options: argparse.Namespace) -> int:
    """Exit status 0; 1 where no PDF could be made, and HTML to print by hand stands in; 2 for bad input."""
    now = datetime.now(UTC)
    try:
        read, moment = _moment(options.season, now)
        chosen = Chosen(_counts(options.first, read.season), _counts(options.last, read.season))
        made = dict(pack(moment, chosen, Setting(now, is_alone=True), is_public=options.public))
        return _write({options.out / name: content for name, content in made.items()})
    except (Problems, LookupError) as wrong:
        return _complain(str(wrong) if isinstance(wrong, Problems) else wrong.args[0])
    except Refused as refused:
        return _complain(refused.detail)
    except OSError as error:
        return _complain(f"不能读写 {error.filename}（{error.strerror}）：请检查文件和文件夹。")


def _moment(path: Path, now: datetime) -> tuple[ReadSeason, SeasonMoment]:
    """Raises Problems or OSError."""
    toml = path.read_bytes()
    files = dict(_beside(path, read_rules(toml, path)))
    read = read_season(toml, files, path)
    inputs = {**read.inputs, path.name: sha256(toml)}
    return read, SeasonMoment(read.season, reckon(read.season, read.gathered), inputs, now)


def _beside(path: Path, season: Season) -> Iterator[tuple[str, bytes]]:
    """The files it names that can be read; of the others the reader tells."""
    for name in filter(is_inside, {*season.files, *season.ledgers.values()}):
        with suppress(OSError):
            yield name, (path.parent / name).read_bytes()


def _counts(said: list[str], season: Season) -> Mapping[str, int]:
    """By table. Raises LookupError with a sentence."""
    known = [table.id for table in season.tables]
    found = {}
    for each in said:
        table, _, count = each.rpartition("=")
        if table and table not in known:
            raise LookupError(f"没有总表 {table}；有：{'、'.join(known)}")
        if not (count.isascii() and count.isdigit()):
            raise LookupError(f"“{each}”不是名次的个数：请写 3 或 {known[0]}=3")
        found[table] = int(count)
    return found


def _write(made: Mapping[Path, bytes | str]) -> int:
    """Workbooks and Word files first, then what the browser sets."""
    pages = {path: content for path, content in made.items() if isinstance(content, str)}
    for path, content in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            path.write_bytes(content)
            print(path)
    try:
        contents = pdfs(list(pages.values()))
    except NoBrowser as missing:
        for path, html in pages.items():
            path.with_suffix(".html").write_text(html, "utf-8")
        print(f"{missing}\n已改存为网页，打开后按 Ctrl+P 即可打印。", file=sys.stderr)
        return 1
    for path, pdf in zip(pages, contents, strict=True):
        path.write_bytes(pdf)
        print(path)
    return 0


def _complain(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return BAD_INPUT
