"""`judging season` adds up competitions by a season's file, twice (contract 6)."""

import argparse
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import msgspec

from judging import recheck
from judging.core.scoring.told import TraceLine, told
from judging.core.scoring.trace import composite_trace
from judging.files import Problems, rulesfile
from judging.files.contents import Unreadable, file_bytes
from judging.files.named_files import named_files
from judging.files.problems import Findings
from judging.files.season_file import ReadSeason, read_season
from judging.files.season_json import dump_season
from judging.season.reckoning import SeasonResult, reckon
from judging.season.rules import Season, Table, as_rulebook, as_track
from judging.season.trace import series_trace
from judging.second.season import season_answer

from . import BAD_INPUT, exit_status, without_collecting, write_utf8
from .beside import second_answer
from .report import not_ranked, prizes, ranking, scores_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("season", type=Path, metavar="SEASON.toml", help="赛季文件，同一文件夹里有它读的文件")
    parser.add_argument("--json", action="store_true", help="输出一个 JSON 对象")
    parser.add_argument("--trace", action="store_true", help="列出每个参赛对象每一场的来历和算分过程")


def main(args: argparse.Namespace) -> int:
    """The exit status: 0, or 2 with every problem on standard error and nothing on standard output.

    1 if the second engine disagrees: with the result, standard error then has every difference.
    """
    write_utf8()
    with without_collecting():
        try:
            return season(args)
        except Problems as problems:
            print(problems, file=sys.stderr)
            return BAD_INPUT


def season(args: argparse.Namespace) -> int:
    """`main` as it is to be run. Raises Problems."""
    toml = season_bytes(args.season)
    files = named_files(args.season, toml)
    with second_answer(partial(season_answer, toml, files), sum(map(len, files.values()))) as second:
        read = read_season(toml, files, args.season)
        result = reckon(read.season, read.gathered)
        found = dump_season(read, result)
        if args.json:
            print(msgspec.json.encode(found).decode())
        else:
            print("\n".join(report(read, result)))
            if args.trace:
                print("\n".join(traces(read, result)))
        return exit_status(recheck.of_season(found, second))


def season_bytes(path: Path) -> bytes:
    """Raises Problems."""
    findings = Findings()
    try:
        return file_bytes(path, findings, rulesfile.AS_UTF8, rulesfile.MOST_BYTES)
    except Unreadable:
        raise Problems(findings.problems) from None


def report(read: ReadSeason, result: SeasonResult) -> Iterator[str]:
    """The lines of all tables, tables before pools."""
    rulebook = as_rulebook(read.season)
    yield rulebook.name
    for track in rulebook.tracks:
        yield ""
        yield f"【{track.name}】"
        yield from ranking(track, result.tables[track.id].as_track)
        yield from not_ranked(track, result.tables[track.id].as_track)
        yield from still_to_come(read.season, read.season.table(track.id))
    for pool in rulebook.pools:
        yield ""
        yield f"【{pool.name}】"
        yield from prizes(rulebook, result.pools[pool.id])


def still_to_come(season: Season, table: Table) -> Iterator[str]:
    for series in season.series_of(table):
        if series.to_come:
            yield f"还没有比的：{series.name} {series.to_come} 场，已比 {len(series.events)} 场"


def traces(read: ReadSeason, result: SeasonResult) -> Iterator[str]:
    """What each event was to everybody, and how series' scores and composites came about."""
    for table in read.season.tables:
        found, track = result.tables[table.id], as_track(read.season, table)
        scores = scores_of(found.as_track)
        for entrant in dict.fromkeys([*scores, *(entrant for _, entrant in found.events)]):
            yield ""
            yield f"【{table.name}】{entrant} 算分过程"
            for series in read.season.series_of(table):
                yield f"  {series.name}"
                events, score = found.events[series.id, entrant], scores.get(entrant, {}).get(series.id)
                lines = series_trace(table, series, read.gathered, entrant, events, score)
                yield from map(_line, lines)
            if len(scores.get(entrant, ())) == len(track.rounds):
                yield "  综合成绩"
                yield from (_line(told(step)) for step in composite_trace(track, scores[entrant]))


def _line(line: TraceLine) -> str:
    return f"    {line.heading}：{line.text}"
