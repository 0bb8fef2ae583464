"""`judging verify`: of a competition file, or of an archive: every byte, the chain, and all results again."""

import argparse
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from judging import recheck
from judging.audit import verify as of_file
from judging.audit.export import export
from judging.core.refused import Refused
from judging.files import Problems, rulesfile
from judging.files.day_files import Files, read_days
from judging.files.results_json import dump
from judging.second.answer import answer
from judging.second.filed import Texts, filed
from judging.store import Unreadable
from judging.store.sqlite import entries

from .gathering import EXPORT, LOG
from .manifest import FORMAT, NAME, Manifest
from .package import damages, is_archive, unpack

TABLES = ("marks", "components", "deductions", "status", "order", "decisions")
BROKEN = (Refused, AssertionError, LookupError, TypeError, ValueError)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="赛事文件（.sqlite）或归档包（.zip）")


def main(options: argparse.Namespace) -> int:
    """0 if all is well; 1 with everything that is not; 2 for what is neither file nor archive."""
    if not is_archive(options.file):
        return of_file.main(options)
    try:
        wrong = list(damages(options.file)) or _inside(options.file)
    except OSError as error:
        print(f"{options.file.name} 读不出来：{error.strerror}")
        return 2
    for sentence in wrong:
        print(sentence)
    return 1 if wrong else 0


def _inside(path: Path) -> list[str]:
    """What of an archive that is as it was packed does not agree; says what does."""
    with tempfile.TemporaryDirectory(prefix="judging-") as name:
        folder = Path(name)
        try:
            unpack(path, folder)
            found = msgspec.json.decode((folder / NAME).read_bytes(), type=Manifest)
        except (ValueError, OSError, msgspec.DecodeError) as error:
            return [f"{NAME} 读不懂：{error}"]
        if found.format > FORMAT:
            return [f"归档由更新的版本写成（格式 {found.format}），请用新版程序校验"]
        wrong = [*_of_tables(folder / EXPORT)]
        if not found.redacted:
            wrong += _of_log(folder, found)
        if not wrong:
            print(_well(found))
        return wrong


def _of_tables(folder: Path) -> Iterator[str]:
    """Where two engines make another result of the tables than results.json says."""
    said = json.loads((folder / "results.json").read_text("utf-8"))
    files = {table: folder / f"{table}.csv" for table in TABLES}
    try:
        rulebook = rulesfile.load(folder / "rules.toml")
        again = dump(rulebook, read_days(rulebook, Files(*files.values())))
    except Problems as problems:
        yield f"{EXPORT} 里的表读不懂：{problems}"
        return
    if _bare(again) != _bare(said):
        yield f"{EXPORT}/results.json 与从规则和分值重算的结果不同"
    texts = {table: path.read_bytes() for table, path in files.items()}
    second = answer(*filed(Texts(rules=(folder / "rules.toml").read_bytes(), **texts)))
    yield from (f"核分不一致：{recheck.told(each)}" for each in recheck.of_files(again, lambda: second))


def _bare(results: Any) -> Any:
    """Without free text, which names seats here and judges there."""
    tracks = {
        id: track | {"held": [held | {"detail": ""} for held in track["held"]]}
        for id, track in results["tracks"].items()
    }
    return json.loads(json.dumps(results | {"tracks": tracks}))


def _of_log(folder: Path, found: Manifest) -> list[str]:
    """Where the log is not the one the archive was made of, or does not lead to what it says."""
    try:
        log = entries(folder / LOG)
        if not log or (log[-1].position, log[-1].hash) != (found.entries, found.tail):
            return [f"{LOG} 的链尾与 {NAME} 写的不同"]
        wrong = [f"第 {position} 条记录：{said}" for position, said in of_file.wrong_numbers(log)]
        state = of_file.replayed(log)
    except Unreadable as unreadable:
        return [f"{LOG}：{unreadable.detail}"]
    except BROKEN as error:
        return [f"{LOG} 的记录前后矛盾，无法重放：{error}"]
    export(state, folder / "again")
    return wrong + [
        f"{EXPORT}/{name} 与从记录重新算出的不同"
        for name in ("results.json", "awards.csv", "decided.csv")
        if (folder / "again" / name).read_bytes() != (folder / EXPORT / name).read_bytes()
    ]


def _well(found: Manifest) -> str:
    made = f"{found.competition}，{found.made_at[:10]} 由 judging {found.program} 制作"
    if found.redacted:
        return (
            f"一致（删节归档）：{made}；每个字节与制作时相同，"
            "两个算分程序从规则和分值重算的成绩、名次和名单与 results.json 相同。"
            f"记录链不在其中，完整归档的链尾是 {found.tail[:12]}"
        )
    return (
        f"一致：{made}；每个字节与制作时相同，{found.entries} 条记录的校验链完整，"
        f"两个算分程序重算的成绩、名次和名单都相同，链尾 {found.tail[:12]}"
    )
