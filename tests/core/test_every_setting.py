"""No rule ignored: each field of the rulebook changes the live day.

The table below has one entry per field, and a test holds it against the structs themselves: a field that is
added later fails here until it is obeyed.
"""

import json
from typing import Any, get_args, get_type_hints

import msgspec
import pytest
from msgspec import Struct

from judging import cli
from judging.audit.export import export
from judging.core import commands as c
from judging.core.refused import Reason
from judging.core.runnable import runnable
from judging.core.scoring.rulebook import (
    Equalise,
    Rulebook,
)
from judging.files import Problems, rulesfile
from judging.recheck import both
from judging.second.announcements import unlike
from judging.second.logged import Logged, read
from tests import day
from tests.small_day import AUDIENCES, SmallDay

from .after_the_lock import AFTER_THE_LOCK
from .changes import ABOUT_THEMSELVES, BEFORE_THE_DAY, CHANGES, PANELS, RULES, with_show, with_track

# Which version of the file format it is: it can be nothing else.
FIXED = {"Rulebook.schema"}
NOT_OF_THE_DAY = ABOUT_THEMSELVES | BEFORE_THE_DAY | AFTER_THE_LOCK


def structs(of: type[Struct]) -> set[type[Struct]]:
    """*of* and all records that may stand in it."""
    found = {of}
    for hint in get_type_hints(of).values():
        for inner in inside(hint):
            if inner not in found:
                found |= structs(inner)
    return found


def inside(hint: Any) -> set[type[Struct]]:
    if isinstance(hint, type) and issubclass(hint, Struct):
        return {hint}
    return {found for part in get_args(hint) for found in inside(part)}


FIELDS = {f"{of.__name__}.{field.name}" for of in structs(Rulebook) for field in msgspec.structs.fields(of)}


PLAYED: dict[bytes, SmallDay] = {}  # by the rules as JSON


def small_day(of: Rulebook) -> SmallDay:
    """A day under these rules, played once."""
    key = msgspec.json.encode(of)
    if key not in PLAYED:
        PLAYED[key] = SmallDay(of)
    return PLAYED[key]


def test_every_field_of_the_rulebook_stands_in_the_table():
    assert CHANGES.keys() | NOT_OF_THE_DAY.keys() | FIXED == FIELDS


@pytest.mark.parametrize("field", NOT_OF_THE_DAY)
def test_what_is_said_of_before_and_after_changes_nothing_of_the_day(field):
    told = NOT_OF_THE_DAY[field]

    assert rulesfile.read(rulesfile.write(told), "rules.toml") == told != RULES
    assert small_day(told).standings == small_day(RULES).standings
    assert all(small_day(told).part(kind) == small_day(RULES).part(kind) for kind in AUDIENCES)


@pytest.mark.parametrize("field", CHANGES)
def test_the_change_is_of_this_field_and_such_rules_may_be_written(field):
    change = CHANGES[field]

    for of in (change.of, change.to_rules):
        assert rulesfile.read(rulesfile.write(of), "rules.toml") == of
    assert change.of != change.to_rules


@pytest.mark.parametrize("field", CHANGES)
def test_the_day_changes_with_each_field(field):
    change = CHANGES[field]
    assert runnable(change.to_rules) == ()

    before, after = small_day(change.of), small_day(change.to_rules)

    same = [kind for kind in change.differs if before.part(kind) == after.part(kind)]
    assert not same, f"{field} changes nothing of {same}"
    for audience in change.told:
        assert change.text in after.said(audience), f"{field} is not told to {audience}"
        assert change.text not in before.said(audience)
    assert after.scores_of("front") | change.scores == after.scores_of("front")
    assert after.composites_of("front") | change.composites == after.composites_of("front")


@pytest.mark.parametrize("field", CHANGES)
def test_both_engines_and_tally_come_to_what_the_day_told(field, tmp_path, capsys):
    told = small_day(CHANGES[field].to_rules)
    second = Logged()

    for entry in told.log.entries:
        event = read(entry.data, entry.at)
        assert unlike(second, event) == []
        second.take(event)
    assert both(told.state, second) == []
    found = tallied(told, tmp_path, capsys)

    for id, score in told.scores.items():
        rows = found["tracks"][id.track]["scores"]
        [row] = [row for row in rows if (row["round"], row["entrant"]) == (id.round, id.entrant)]
        assert row["announced"] == score
    for track, rows in told.standings.items():
        assert [(row.place, row.entrant, row.composite, row.broken_by) for row in rows] == [
            tuple(row.values()) for row in found["tracks"][track]["standings"]
        ]
    for pool, (awards, _) in settled(told).items():
        given = [(award.entrant, award.track, award.level, award.title or None) for award in awards]
        assert given == [tuple(row.values()) for row in found["awards"][pool]]


def settled(told):
    return {pool: each for pool, each in told.awards.items() if isinstance(each, tuple)}


def tallied(told, folder, capsys):
    """What `judging tally` says of the day's export."""
    export(told.state, folder)
    files = [
        f"--{name}={folder / name}.csv"
        for name in ("components", "deductions", "status", "order", "decisions")
    ]
    assert cli.main(["tally", str(folder / "rules.toml"), str(folder / "marks.csv"), *files, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_format_of_the_file_can_be_no_other():
    with pytest.raises(Problems, match="schema"):
        rulesfile.read(rulesfile.write(RULES).replace("schema = 1", "schema = 2"), "rules.toml")


STEPS = {
    "round:show": "round:show",
    "criterion:show.manner": "criterion:show.manner",
    "untrimmed:show": "untrimmed:show",
    "highest:show": "highest:show",
    "lowest:show": "lowest:show",
    "manual": "manual",
    "share": "share",
}


@pytest.mark.parametrize("step", STEPS)
def test_each_step_of_a_tie_chain_parts_equals_live_as_in_tally(step, tmp_path, capsys):
    told = small_day(with_track(ties=(step,)))
    first, other, *_ = told.standings["front"]

    found = tallied(told, tmp_path, capsys)

    assert {first.entrant, other.entrant} == {"e1", "e2"}
    assert first.broken_by == other.broken_by == STEPS[step]
    assert [row["entrant"] for row in found["tracks"]["front"]["standings"]][:2] == [
        first.entrant,
        other.entrant,
    ]


def test_means_of_panels_may_be_compared_with_the_mean_of_all_or_of_the_panels():
    by_all, by_panel = with_show(**PANELS), with_show(**{**PANELS, "equalise": Equalise.MEAN_OF_MEANS})

    assert small_day(by_all).composites_of("front")["e1"] == "96.29"
    assert small_day(by_panel).composites_of("front")["e1"] == "101.98"


def test_one_reads_the_old_ids_no_more():
    told = small_day(CHANGES["Round.id"].to_rules)

    assert day.refusal(told.state, c.CallEntrant(day.on("e1"))).reason is Reason.UNKNOWN
