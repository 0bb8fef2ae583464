"""Every byte that screens, emcees and judges of four halls receive in a day, held against what they may know.

What may be known is listed from the state; whatever else is in a message fails. So nothing of one hall
reaches another, and nothing that is not revealed reaches anybody.
"""

import asyncio
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

import pytest

from judging.codec import encode_view
from judging.core.apply import apply
from judging.core.events import SheetSubmitted
from judging.core.hall.hall import Hall
from judging.core.hall.performance import PerformanceId, Phase
from judging.core.state import State
from judging.rehearse.crew import crew
from judging.rehearse.device import Message, Network
from judging.rehearse.made_up import Size
from judging.rehearse.own_server import served
from judging.rehearse.plan import Plan, plan
from judging.rehearse.preparation import organiser, prepared
from judging.rehearse.trouble import supervised, troubled
from judging.store import Entry
from judging.store.sqlite import entries
from tests.day import view

from .contest import HALLS, contest, timed, walking_in_three

SEED = 20261120
ENTRANTS = 8  # in each track, two of whom do not perform
NUMBER = re.compile(r'"(-?\d+(?:\.\d+)?)"')  # decimals travel as strings
SPOKEN = re.compile(r"[零一二三四五六七八九十百]+点[零一二三四五六七八九]+")


class Day(NamedTuple):
    log: list[Entry]
    states: list[State]  # after each entry, the blank one first
    halls: dict[str, str]  # topic → the hall it belongs to
    heard: dict[str, list[Message]]  # by topic

    def of(self, kind: str) -> Iterator[tuple[Message, State, Hall]]:
        """What those who watch topics of this kind received, with the state and their hall at that moment."""
        for topic, messages in self.heard.items():
            for message in messages if topic.startswith(kind) else ():
                state = self.states[message.position]
                yield message, state, state.halls[self.halls[topic]]


def usual() -> Plan:
    return plan(walking_in_three(timed(contest(ENTRANTS))), Size(5, screens=1, halls=HALLS), SEED)


def supervised_day() -> Plan:
    """With people who type, decide, sign and correct."""
    return troubled(plan(supervised(timed(contest(ENTRANTS))), Size(5, screens=1, halls=3), SEED))


@pytest.fixture(scope="module", params=[usual, supervised_day], ids=["usual", "supervised"])
def day(request, tmp_path_factory):
    return asyncio.run(record(tmp_path_factory.mktemp("day"), request.param()))


async def record(folder, wanted: Plan) -> Day:
    async with served(folder, 0) as link, Network() as network:
        host = await organiser(link, network)
        robots = crew(wanted, await prepared(wanted, host), "max")
        await robots.play()
    (file,) = folder.glob("*.sqlite")
    log = entries(file)
    states = [State()]
    for entry in log:
        states.append(apply(states[-1], entry.event, entry.at, entry.by))
    watchers = {screen.topic: (hall, screen) for hall in robots.halls for screen in hall.screens}
    watchers |= {hall.emcee.topic: (hall, hall.emcee) for hall in robots.halls}
    keepers = [(hall, hall.timekeeper.watcher) for hall in robots.halls if hall.timekeeper]
    watchers |= {watcher.topic: (hall, watcher) for hall, watcher in keepers}
    halls = {topic: hall.plan.id for topic, (hall, _) in watchers.items()}
    heard = {topic: watcher.heard for topic, (_, watcher) in watchers.items()}
    for judge in robots.judges:
        topic = judge.topic
        (halls[topic],) = states[-1].halls_of_judge(topic.partition("/")[2])
        heard[topic] = judge.heard
    told = {topic: [*found, *every_view(states, topic)] for topic, found in heard.items()}
    return Day(log, states, halls, told)


def every_view(states, topic):
    """What would have been received at each position by a device too quick to skip any."""
    first, _, argument = topic.partition("/")
    for position, state in enumerate(states):
        if not state.panels:
            continue
        if first == "screen" and int(argument) not in state.screens:
            continue
        if first == "judge" and argument not in state.judge_ids():
            continue
        if first in ("emcee", "clocks") and argument not in state.halls:
            continue
        text = encode_view(topic, position, view(state, topic)).decode()
        yield Message(0.0, text, topic, position, json.loads(text)["view"])


def revealed_numbers(state: State, hall: Hall) -> set[str]:
    """All that may be told to everybody in *hall*: its own scores, and the ranking it shows."""
    told = set()
    for id, performance in state.performances.items():
        if performance.phase is Phase.REVEALED and state.hall_of(id).id == hall.id:
            known = performance.announced
            told |= {known.score, known.raw, *(mark.total for mark in known.marks if mark.total)}
            told |= {str(deduction.points) for deduction in known.deductions}
    for row in hall.ranking_on_air.rows if hall.ranking_on_air else ():
        told |= {row.composite, *row.scores.values()}
    return told


def names_of(state: State, hall: Hall) -> set[str]:
    """Who may be named in *hall*: its judges, who performs there, and who is in the ranking it shows."""
    judges = {
        judge.name for panel in state.panels.values() if panel.hall == hall.id for judge in panel.everybody
    }
    here = {
        entrant.name
        for key in state.panels_in(hall.id)
        for entrant in state.entrants[key.track].values()
        if state.hall_of(PerformanceId(key.track, key.round, entrant.id)).id == hall.id
    }
    ranked = hall.ranking_on_air
    shown = {state.entrants[ranked.track][row.entrant].name for row in ranked.rows} if ranked else set()
    return judges | here | shown


def everybody(state: State) -> re.Pattern[str]:
    """Finds the name of anybody of the whole competition, the longest first."""
    names = {judge.name for panel in state.panels.values() for judge in panel.judges}
    names |= {entrant.name for roster in state.entrants.values() for entrant in roster.values()}
    return re.compile("|".join(sorted(map(re.escape, names), key=len, reverse=True)))


@pytest.mark.parametrize("kind", ["screen", "emcee"])
def test_screen_and_emcee_receive_no_number_that_is_not_revealed_in_their_hall(day, kind):
    told = set()

    for message, state, hall in day.of(kind):
        numbers = set(NUMBER.findall(message.text))
        told |= numbers
        unknown = numbers - revealed_numbers(state, hall)
        assert not unknown, f"{unknown} at {message.position}: {message.text}"

    assert len(told) > 50


@pytest.mark.parametrize("kind", ["screen", "emcee", "judge", "clocks"])
def test_nobody_of_another_hall_is_named(day, kind):
    anybody, named = everybody(day.states[-1]), set()

    for message, state, hall in day.of(kind):
        names = set(anybody.findall(message.text))
        named |= names
        assert names <= names_of(state, hall), f"{message.topic} at {message.position}: {message.text}"

    assert len(named) > ENTRANTS


def test_the_emcee_speaks_no_number_that_is_not_revealed_in_the_hall(day):
    spoken = 0

    for message, state, hall in day.of("emcee"):
        allowed = "".join(
            performance.announced.spoken
            for id, performance in state.performances.items()
            if performance.phase is Phase.REVEALED and state.hall_of(id).id == hall.id
        )
        for words in SPOKEN.findall(message.text):
            spoken += 1
            assert words in allowed

    assert spoken > 6 * len(day.states[-1].halls)


def test_nobody_but_the_ranking_scene_tells_a_place(day):
    shown = set()

    for message, _, hall in day.of("screen"):
        ranking = message.view.get("ranking")
        if ranking is not None:
            shown.add(hall.id)
            rows = hall.ranking_on_air.rows
            assert [row["place"] for row in ranking["rows"]] == [row.place for row in rows]
        assert '"place"' not in message.text or ranking is not None

    assert shown == set(day.states[-1].halls)


def test_a_judge_receives_own_marks_and_nobody_elses_number(day):
    own = set()

    for message, state, _ in day.of("judge"):
        judge, scale, mine = message.view["judge"], set(), set()
        for task in message.view["tasks"]:
            id = PerformanceId(**task["performance"])
            values = (
                value
                for criterion in state.round(id.track, id.round).criteria
                for value in (criterion.min, criterion.max, criterion.step, criterion.factor)
            )
            scale |= {text for value in values for text in (str(value), str(Decimal(value)))}
            found = state.performance(id)
            sheet = found.sheets.get(judge) or found.trainee_sheets.get(judge)
            mine |= set(sheet.marks.values()) if sheet else set()
        own |= {(judge, mark) for mark in mine}
        assert set(NUMBER.findall(message.text)) <= scale | mine, message.text

    assert len({judge for judge, _ in own}) > 0.8 * len(day.states[-1].judge_ids())  # some are spared all day


def test_a_timekeeper_receives_no_number_but_what_overtime_costs(day):
    rounds = (round for track in day.states[-1].rulebook.tracks for round in track.rounds)
    costs = {"0", *(str(step.points) for round in rounds for step in round.overtime)}
    told = set()

    for message, *_ in day.of("clocks"):
        told |= set(NUMBER.findall(message.text))

    assert {"0"} < told <= costs


def test_a_sheet_that_arrives_brings_nobody_else_on_any_page(day):
    views = {topic: {m.position: m.view for m in messages} for topic, messages in day.heard.items()}
    sheets = [entry.position for entry in day.log if isinstance(entry.event, SheetSubmitted)]

    for position in sheets:
        before, after = day.states[position - 1], day.states[position]
        assert [hall.on for hall in after.halls.values()] == [hall.on for hall in before.halls.values()]
        for known in (views[topic] for topic in views if topic.startswith("judge/")):
            assert performances(known[position]) == performances(known[position - 1])

    assert len(sheets) > 100


def performances(view):
    return [task["performance"] for task in view["tasks"]]


def test_what_is_done_in_one_hall_changes_no_page_of_another(day):
    texts = {topic: {m.position: m.view for m in messages} for topic, messages in day.heard.items()}
    watched = 0

    for entry in day.log:
        id = getattr(entry.event, "performance", None)
        if id is None:
            continue
        hall = day.states[entry.position].hall_of(id).id
        for topic, known in texts.items():
            if day.halls[topic] != hall and entry.position - 1 in known:
                watched += 1
                assert known[entry.position] == known[entry.position - 1], (topic, entry)

    assert watched > 1000
