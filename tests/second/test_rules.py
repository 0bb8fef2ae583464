"""The two engines on rules and days of hypothesis, which makes the smallest one on which they differ."""

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from judging.core.scoring.day import Day, SheetState, Turn
from judging.core.scoring.numbers import plain
from judging.core.scoring.ranking import track_result
from judging.core.scoring.rulebook import Rulebook, Track
from judging.files.results_json import dump_track
from judging.second.answer import result, track_answer
from judging.second.compare import rows
from judging.second.contest import contest
from judging.second.digits import millionths
from judging.second.given import NOBODY, Given, Performance
from tests.core.strategies import days, tracks


def performance(turn: Turn) -> Performance:
    sheets = [
        [millionths(plain(mark)) for mark in sheet.marks]
        if sheet.state is SheetState.IN
        else sheet.state.value
        for sheet in turn.sheets
    ]
    return Performance([(sheet.judge, sheet.group) for sheet in turn.sheets], sheets, turn.panel)


def as_given(day: Day) -> Given:
    """The day in the second engine's own terms."""

    def performance_of(round, entrant: str) -> Performance:
        turn = day.turns.get((round.id, entrant))
        return performance(turn) if turn else NOBODY

    off = {key: turn.deductions for key, turn in day.turns.items()} | dict(day.deductions)
    return Given(
        entrants=day.entrants,
        performance=performance_of,
        values=dict.fromkeys(day.unmeasured, "none")
        | {key: millionths(plain(value)) for key, value in day.components.items()},
        deductions={key: [millionths(plain(each.points)) for each in found] for key, found in off.items()},
        statuses=day.statuses,
        orders=day.orders,
        classes=day.classes,
    )


def second(track: Track, day: Day) -> dict:
    """What it makes of the rules as a log has them."""
    logged = msgspec.json.decode(msgspec.json.encode(Rulebook("x", "x", (track,))))
    return track_answer(result(contest(logged).tracks[0], as_given(day)))


@given(st.data())
@settings(max_examples=250)
def test_the_two_engines_agree_on_everything(data):
    track = data.draw(tracks())
    day = data.draw(days(track))

    first, again = dump_track(track, track_result(track, day)), second(track, day)

    for part, key in (
        ("scores", "score"),
        ("standings", "composite"),
        ("unranked", "status"),
        ("held", "reason"),
    ):
        assert list(rows(track.id, key, first[part], again[part])) == []
