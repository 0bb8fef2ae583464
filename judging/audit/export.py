"""`judging export`: a competition as plain files that `judging tally`, Excel and the next decade can read."""

import argparse
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from judging.chronicle.as_csv import written
from judging.chronicle.log_lines import log_lines
from judging.core.evaluating.lapsing import lapsed
from judging.core.hall.hall import StoryEntry
from judging.core.honours.pools import rules_in_force
from judging.core.honours.proposal import proposals
from judging.core.publication.ranked import day
from judging.core.scoring.day import Award
from judging.core.state import State
from judging.files import exports, results_json, rulesfile
from judging.files.amending import amended
from judging.files.filed_turns import as_filed
from judging.store import Entry, Unreadable
from judging.store.sqlite import entries
from judging.workings.of_state import workings

from . import adoptions, corrections, decisions, roll
from .timecodes import begins_of, cues, time_codes, write_clocks, write_cues, write_steps
from .verify import replayed

AWARD_COLUMNS = ("pool", "level", "title", "track", "entrant", "name")


def export(state: State, folder: Path) -> None:
    """Writes rules.toml, the CSV files of the contract, results.json as of `tally`, and files beside them.

    Those are the proposed awards, and what became of rosters, orders and attempts.
    """
    rulebook = rules_in_force(state)
    days = {track.id: day(state, track.id) for track in rulebook.tracks}
    found = results_json.dump(rulebook, {track: as_filed(each) for track, each in days.items()})
    contents = {
        "rules.toml": _rules_text(state),
        "marks.csv": exports.write_marks(rulebook, days),
        "components.csv": exports.write_components(rulebook, days),
        "deductions.csv": exports.write_deductions(rulebook, days),
        "status.csv": exports.write_status(rulebook, days),
        "decisions.csv": exports.write_decisions(rulebook, days),
        "order.csv": exports.write_order(rulebook, days),
        "awards.csv": _awards(state),
        "decided.csv": decisions.write_decisions(state),
        "moves.csv": roll.write_moves(state),
        "replacements.csv": roll.write_replacements(state),
        "seats.csv": roll.write_seats(state),
        "attempts.csv": roll.write_attempts(state),
        "sources.csv": roll.write_sources(state),
        "retakes.csv": roll.write_retakes(state),
        "adoptions.csv": adoptions.write_adoptions(state),
        "corrections.csv": corrections.write_corrections(state),
        "corrected_places.csv": corrections.write_moves(state),
        "mended_texts.csv": corrections.write_texts(state),
        "results.json": json.dumps(found, ensure_ascii=False, indent=1) + "\n",
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in contents.items():
        (folder / name).write_text(text, "utf-8", newline="")


def _rules_text(state: State) -> str:
    """The organiser's own text, with the pools that were adopted since: the results beside it are by these.

    As it was signed it stays in the log, and `adoptions.csv` says who changed it and why.
    """
    rulebook = rules_in_force(state)
    if not state.rules_text:
        return rulesfile.write(rulebook)
    return amended(state.rules_text, rulebook) if rulebook.pools != state.rulebook.pools else state.rules_text


def export_times(log: Sequence[Entry], state: State, folder: Path, begins: Mapping[str, str]) -> None:
    """Beside it: clocks, steps with their time codes, and of each hall its cues for the video."""
    codes = list(time_codes(log))
    first = begins_of(codes, begins)
    contents = {
        "clocks.csv": write_clocks(state),
        "steps.csv": write_steps(state, codes, first),
        **{f"hall-{hall}.vtt": write_cues(state, cues(codes, hall, first[hall])) for hall in first},
    }
    for name, text in contents.items():
        (folder / name).write_text(text, "utf-8", newline="")


def export_workings(state: State, folder: Path) -> None:
    """Beside it: the workbook that computes what is locked by its own formulas."""
    if (book := workings(state)) is not None:
        (folder / "workings.xlsx").write_bytes(book)


def export_log(log: Sequence[Entry], folder: Path) -> None:
    """Beside it: who did what, when and why, in sentences without a mark; and which files were imported."""
    history = (StoryEntry(entry.at, entry.by, entry.event) for entry in log)
    (folder / "log.csv").write_text(written(log_lines(history)), "utf-8", newline="")
    (folder / "files.csv").write_text(roll.write_files(log), "utf-8", newline="")


def _awards(state: State) -> str:
    """What is proposed in the pools that the locked rankings settle."""
    rows = [
        (found.pool, award.level or "", award.title, award.track, award.entrant, _name(state, award))
        for found in proposals(state)
        for award in found.awards
    ]
    return exports.text(AWARD_COLUMNS, (), rows)


def _name(state: State, award: Award) -> str:
    return state.name_of(award.track, award.entrant)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="赛事文件（.sqlite）")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="导出到哪个文件夹")
    parser.add_argument(
        "--video",
        action="append",
        default=[],
        metavar="会场=时间",
        help="该会场的录像从何时开始，如 A=2026-11-21T09:00:00；不写则从该会场第一步算起",
    )


def _begins(text: str, state: State) -> tuple[str, str]:
    """Hall and moment (UTC) of "A=2026-11-21T09:00:00", by this machine's clock. Raises ValueError."""
    hall, _, at = text.partition("=")
    if hall not in state.halls:
        raise ValueError(hall)
    moment = datetime.fromisoformat(at).astimezone(UTC)
    return hall, f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03}Z"


def at_present() -> str:
    """By this machine's clock, as the log writes it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def main(options: argparse.Namespace) -> int:
    try:
        log = entries(options.file)
        state = lapsed(replayed(log), at_present())
    except Unreadable as unreadable:
        print(unreadable.detail)
        return 2
    if state.rules is None:
        print(f"{options.file.name} 里还没有赛事，没有可导出的内容。")
        return 2
    try:
        begins = dict(_begins(text, state) for text in options.video)
    except ValueError:
        halls = "、".join(state.halls)
        print(f"--video 写成 会场=时间，例如 A=2026-11-21T09:00:00；本赛事的会场编号：{halls}。")
        return 2
    try:
        export(state, options.out)
        export_times(log, state, options.out, begins)
        export_log(log, options.out)
        export_workings(state, options.out)
    except OSError as error:
        print(f"不能写入 {options.out}（{error.strerror}）：请用 --out 指定另一个文件夹。")
        return 2
    print(f"已导出到 {options.out}")
    return 0
