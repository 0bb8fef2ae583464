"""`judging export`: a competition as plain files that `judging tally`, Excel and the next decade can read."""

import argparse
import json
from pathlib import Path

from judging.core.live import day
from judging.core.state import State
from judging.files import exports, results, rules
from judging.store import Unreadable
from judging.store.sqlite import entries

from .verify import replayed


def export(state: State, folder: Path) -> None:
    """Writes rules.toml, the CSV files of the contract, and results.json as `judging tally` has it."""
    rulebook = state.rulebook
    days = {track.id: day(state, track.id) for track in rulebook.tracks}
    found = results.dump(rulebook, days)
    contents = {
        "rules.toml": rules.write(rulebook),
        "marks.csv": exports.write_marks(rulebook, days),
        "components.csv": exports.write_components(rulebook, days),
        "deductions.csv": exports.write_deductions(rulebook, days),
        "status.csv": exports.write_status(rulebook, days),
        "order.csv": exports.write_order(rulebook, days),
        "results.json": json.dumps(found, ensure_ascii=False, indent=1) + "\n",
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in contents.items():
        (folder / name).write_text(text, "utf-8", newline="")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="赛事文件（.sqlite）")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="导出到哪个文件夹")


def main(options: argparse.Namespace) -> int:
    try:
        state = replayed(entries(options.file))
    except Unreadable as unreadable:
        print(unreadable.detail)
        return 2
    if state.rules is None:
        print(f"{options.file.name} 里还没有赛事，没有可导出的内容。")
        return 2
    try:
        export(state, options.out)
    except OSError as error:
        print(f"不能写入 {options.out}（{error.strerror}）：请用 --out 指定另一个文件夹。")
        return 2
    print(f"已导出到 {options.out}")
    return 0
