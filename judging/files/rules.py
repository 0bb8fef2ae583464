"""The competition file: TOML text or a page's JSON in, a `Rulebook` or all problems out (contract 1)."""

import re
import tomllib
from pathlib import Path

from judging.core.rulebook import (
    Composite,
    Exactness,
    Kind,
    Pool,
    Round,
    Rounding,
    Rulebook,
    Track,
)
from judging.core.sentence import sentence
from judging.core.ties import TIE_STEPS

from .contents import Unreadable, file_bytes
from .keys import FloatText, Keys, Report, one_of, unique
from .lines import Lines, long_key
from .lines import Path as KeyPath
from .pools import read_pools
from .problems import Findings, Problem, Problems, shown
from .rounds import read_places, read_round, refuse_no_weight
from .writing import write

__all__ = ["build", "build_round", "load", "read", "write"]

SCHEMA = 1
MOST_BYTES = 1 << 20  # the longest preset has 7 KB
MOST_PARTS = 16  # of a key; reading takes the square of them, and ours have at most four
INTEGERS = range(-(1 << 63), 1 << 63)  # what TOML has
LAST_ONLY = ("manual", "share")
AS_UTF8 = "在文本编辑器（如记事本）里另存为，编码选 UTF-8"


def load(path: Path, findings: Findings | None = None) -> Rulebook:
    """The rulebook of a file, which *findings* then keeps. Raises Problems."""
    findings = findings or Findings()
    try:
        data = file_bytes(path, findings, AS_UTF8, MOST_BYTES)
    except Unreadable:
        raise Problems(findings.problems) from None
    return read(data.decode(), str(path))


def read(text: str, name: str) -> Rulebook:
    """The rulebook a TOML text states; `name` is what the problems call the file. Raises Problems."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if line := long_key(text, MOST_PARTS):
        what = f"这个键超过 {MOST_PARTS} 段"
        raise Problems([Problem(f"{name}:{line}: （键）", what, "照示例写键，例如 trim.from")])
    try:
        raw = tomllib.loads(text, parse_float=FloatText)
    except (ValueError, RecursionError) as error:
        raise Problems([syntax_problem(name, error)]) from None
    return checked(raw, Report(name, Lines(text)))


def build(raw: object, name: str = "") -> Rulebook:
    """The rulebook a page's JSON states, shaped like the TOML. Raises Problems placed by key path."""
    return checked(raw, Report(name))


def build_round(raw: object) -> Round:
    """One round of a page's JSON by itself. Raises Problems placed by key path."""
    report = Report("")
    round = read_round(Keys(raw, (), report))
    report.findings.settle()
    return round


def checked(raw: object, report: Report) -> Rulebook:
    refuse_huge(raw, report)
    report.findings.settle()
    rulebook = read_rulebook(Keys(raw, (), report))
    report.findings.settle()
    return rulebook


def refuse_huge(raw: object, report: Report) -> None:
    """Reports integers beyond TOML's: Python reads them, but does not write them out."""
    waiting: list[tuple[KeyPath, object]] = [((), raw)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict):
            waiting += [((*path, str(key)), each) for key, each in value.items()]
        elif isinstance(value, list):
            waiting += [((*path, n), each) for n, each in enumerate(value)]
        elif isinstance(value, int) and value not in INTEGERS:
            report.add(path, sentence("整数太大"), sentence("写 64 位以内的整数，小数和大数加上引号"))


def syntax_problem(name: str, error: Exception) -> Problem:
    """tomllib stops at the first mistake of writing, so this problem always stands alone."""
    place = re.search(r" \(at line (\d+), column (\d+)\)$", str(error))
    if place:
        what = f"不是正确的 TOML：{str(error)[: place.start()]}"
        return Problem(
            f"{name}:{place[1]}: 第 {place[2]} 列", what, "检查这里的引号、括号和等号，每行一个 键 = 值"
        )
    if "end of document" in str(error):
        return Problem(f"{name}: （文件末尾）", "不是正确的 TOML：没有写完", "检查最后的引号和括号是否闭合")
    return Problem(f"{name}: （文件）", f"不是正确的 TOML：{str(error)[:80]}", "照示例的写法重写")


def read_rulebook(keys: Keys) -> Rulebook:
    keys.whole("schema", SCHEMA, least=SCHEMA, most=SCHEMA)
    if not keys.has("competition"):
        keys.refuse(
            "competition", sentence("缺少这张表"), sentence('写 [competition]，其中 id = "…"、name = "…"')
        )
    competition = keys.table("competition") if keys.has("competition") else None
    id = competition.id() if competition else ""
    name = competition.text("name", id) if competition else ""
    organiser = competition.text("organiser", "") if competition else ""
    if competition:
        competition.done()
    tables = keys.tables("tracks")
    tracks = tuple(map(read_track, tables))
    if not tables and keys.good("tracks"):
        keys.refuse("tracks", sentence("没有组别"), sentence("至少写一个 [[tracks]]"))
    unique(tables, (track.id for track in tracks))
    pools = read_pools(keys, tracks)
    refuse_unknown_pools(tables, tracks, pools)
    keys.done()
    return Rulebook(id=id, name=name, organiser=organiser, tracks=tracks, pools=pools)


def read_track(keys: Keys) -> Track:
    id = keys.id()
    tables = keys.tables("rounds")
    rounds = tuple(map(read_round, tables))
    if not tables and keys.good("rounds"):
        keys.refuse("rounds", sentence("没有环节"), sentence("至少写一个 [[tracks.rounds]]"))
    unique(tables, (round.id for round in rounds))
    refuse_no_weight(keys, "rounds", tables, [round.weight for round in rounds])
    track = Track(
        id=id,
        name=keys.text("name", id),
        rounds=rounds,
        pool=keys.text("pool") if keys.has("pool") else None,
        ties=read_ties(keys, rounds),
        composite=read_composite(keys.table("composite")),
    )
    keys.done()
    return track


def read_composite(keys: Keys) -> Composite:
    composite = Composite(
        places=read_places(keys, "places", 2),
        rounding=keys.choice("rounding", Rounding, Rounding.HALF_UP),
        weigh=keys.choice("weigh", Exactness, Exactness.ROUNDED),
        rank_on=keys.choice("rank_on", Exactness, Exactness.ROUNDED),
    )
    keys.done()
    return composite


def read_ties(keys: Keys, rounds: tuple[Round, ...]) -> tuple[str, ...]:
    """The tie chain: steps this track's rounds can take, `share` or `manual` last."""
    possible = tie_steps(rounds)
    ties = keys.texts("ties", remedy=sentence('写成文字，例如 "round:present"'))
    for i, step in enumerate(ties):
        if step in LAST_ONLY and i < len(ties) - 1:
            keys.refuse_item(
                "ties",
                i,
                sentence("{step} 只能是最后一步：后面的步骤轮不到", step=shown(step)),
                sentence("移到最后，或删去后面的步骤"),
            )
        elif step in ties[:i]:
            keys.refuse_item(
                "ties", i, sentence("{step} 前面已经比过", step=shown(step)), sentence("每一步写一次")
            )
        elif step not in possible:
            keys.refuse_item(
                "ties", i, sentence("{step} 不是这个组别能用的步骤", step=shown(step)), one_of(step, possible)
            )
    return ties


def tie_steps(rounds: tuple[Round, ...]) -> list[str]:
    """Every step a chain of this track may hold; rounds that are not judged know only their score."""
    steps = []
    for step in TIE_STEPS:
        for round in rounds:
            if step == "criterion":
                steps += [f"criterion:{round.id}.{criterion.id}" for criterion in round.criteria]
            elif step == "round" or round.kind is Kind.JUDGED:
                steps.append(f"{step}:{round.id}")
    return [*steps, *LAST_ONLY]


def refuse_unknown_pools(tables: list[Keys], tracks: tuple[Track, ...], pools: tuple[Pool, ...]) -> None:
    known = [pool.id for pool in pools]
    for table, track in zip(tables, tracks, strict=True):
        if table.good("pool") and track.pool is not None and track.pool not in known:
            remedy = one_of(track.pool, known) if known else sentence("写一个 [[pools]]，或删去 pool")
            table.refuse("pool", sentence("{pool} 不是已有的奖项", pool=shown(track.pool)), remedy)
