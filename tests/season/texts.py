"""Small seasons as texts, and what both engines make of them."""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from judging import recheck
from judging.files.season_file import read_season
from judging.files.season_json import dump_season
from judging.season.reckoning import reckon
from judging.second.season import season_answer

PERSON = 'id = "person"\nname = "个人类"\ntracks = ["window"]\n'


def toml(
    series: Sequence[str],
    files: Mapping[str, str],
    tables: Sequence[str] = (PERSON + 'weights = { drill = "100" }',),
    season: str = "",
    rest: str = "",
) -> str:
    """A season's file; each of *series* and *tables* is what stands below its head."""
    ledgers = ("roster.csv", "excused.csv", "deductions.csv", "order.csv")
    said = "".join(f'{name.removesuffix(".csv")} = "{name}"\n' for name in ledgers if name in files)
    hashes = "".join(
        f'"{name}" = "{sha256(text.encode()).hexdigest()}"\n'
        for name, text in files.items()
        if name not in ledgers
    )
    blocks = [
        *(f"[[series]]\n{each}" for each in series),
        *(f"[[tables]]\n{each}" for each in tables),
    ]
    head = f'schema = 1\n[season]\nid = "s"\nname = "一季"\n{said}{season}\n[files]\n{hashes}'
    return "\n".join([head, *blocks, rest])


def drill(settings: str, count: int, file: str = "drill.csv", id: str = "drill") -> str:
    """A series of so many events out of one file."""
    events = ", ".join(f'{{ id = "{id}-{n}", from = ["{file}"] }}' for n in range(1, count + 1))
    return f'id = "{id}"\n{settings}\nevents = [ {events} ]'


def scores(by_entrant: Mapping[str, Sequence[str | None]], id: str = "drill", track: str = "window") -> str:
    """A components file: of each entrant the score of each event; None: no row."""
    rows = [
        f"{track},{id}-{n},{entrant},{score}"
        for entrant, own in by_entrant.items()
        for n, score in enumerate(own, 1)
        if score is not None
    ]
    return "\n".join(["track,round,entrant,score", *rows]) + "\n"


def results(
    places: Sequence[tuple[int, str, str]], unranked: Mapping[str, str] | None = None, **more: Any
) -> str:
    """What `tally --json` wrote of one track."""
    standings = [
        {"place": place, "entrant": entrant, "composite": composite, "broken_by": None}
        for place, entrant, composite in places
    ]
    others = [{"entrant": entrant, "status": status} for entrant, status in (unranked or {}).items()]
    track = {"scores": [], "standings": standings, "unranked": others, "held": [], **more}
    return json.dumps({"tracks": {"window": track}, "awards": {}, "open": {}}, ensure_ascii=False)


def answered(text: str, files: Mapping[str, str]) -> dict[str, Any]:
    """What `judging season --json` prints, which both engines agree on."""
    data = {name: each.encode() for name, each in files.items()}
    read = read_season(text.encode(), data)
    found = dump_season(read, reckon(read.season, read.gathered))
    assert recheck.of_season(found, lambda: season_answer(text.encode(), data)) == []
    return json.loads(json.dumps(found))
