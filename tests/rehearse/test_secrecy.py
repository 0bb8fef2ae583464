"""Every byte a screen, the emcee and a judge receive in a day, held against what was revealed by then."""

import asyncio
import json
import re
from decimal import Decimal

import pytest

from judging import presets
from judging.audit.verify import replayed
from judging.codec import encode_view
from judging.core.performance import Phase
from judging.core.state import State
from judging.rehearse import run_day
from judging.rehearse.device import Counts, Message
from judging.rehearse.preparation import organiser, plan, prepared
from judging.rehearse.robots import PACES, Director, Judge, Watcher
from judging.rehearse.server import served
from judging.store.sqlite import entries
from judging.views import view

SEED = 20261120
NUMBER = re.compile(r'"(-?\d+(?:\.\d+)?)"')  # decimals travel as strings
SPOKEN = re.compile(r"[零一二三四五六七八九十百]+点[零一二三四五六七八九]+")


@pytest.fixture(scope="module")
def recorded(tmp_path_factory):
    """A day of eight entrants, two of whom do not perform: the state after each entry, and what all heard."""
    return asyncio.run(record(tmp_path_factory.mktemp("day")))


async def record(folder):
    preset = presets.load("shequ-2024").rulebook
    async with served(folder, 0) as link:
        host = await organiser(link, Counts())
        cast = await prepared(plan("shequ-2024", preset, 5, 8, 1, SEED), host)
        met = cast.incidents
        judges = [Judge(device, id, PACES["max"], SEED, met) for id, device in cast.judges.items()]
        screens = [Watcher(device, f"screen/{number}") for number, device in cast.screens.items()]
        emcee = Watcher(cast.emcee, "emcee")
        await run_day(judges, screens, emcee, Director(cast.director, PACES["max"], SEED, met))
    (file,) = folder.glob("*.sqlite")
    log = entries(file)
    states = [replayed(log, until) for until in range(len(log) + 1)]
    heard = {"screen/1": screens[0].heard, "emcee": emcee.heard, "judge/J3": judges[2].heard}
    return states, {topic: [*found, *every_view(states, topic)] for topic, found in heard.items()}


def every_view(states, topic):
    """What would have been received at each position by a device too quick to skip any."""
    for position, state in enumerate(states):
        if state.panels and (state.screens or topic != "screen/1"):
            text = encode_view(topic, position, view(state, topic)).decode()
            yield Message(0.0, text, topic, position, json.loads(text)["view"])


def revealed_numbers(state: State) -> set[str]:
    """All that may be told to everybody in *state*."""
    told = set()
    for performance in state.performances.values():
        if performance.phase is Phase.REVEALED:
            known = performance.announced
            told |= {known.score, known.raw, *(mark.total for mark in known.marks if mark.total)}
            told |= {str(deduction.points) for deduction in known.deductions}
    for published in state.standings.values():
        for row in published.rows:
            told |= {row.composite, *row.scores.values()}
    return told


@pytest.mark.parametrize("who", ["screen/1", "emcee"])
def test_screen_and_emcee_receive_no_number_that_is_not_revealed(recorded, who):
    states, heard = recorded
    assert len(heard[who]) > 50

    for message in heard[who]:
        unknown = set(NUMBER.findall(message.text)) - revealed_numbers(states[message.position])
        assert not unknown, f"{unknown} at {message.position}: {message.text}"


def test_the_emcee_speaks_no_number_that_is_not_revealed(recorded):
    states, heard = recorded
    spoken = 0

    for message in heard["emcee"]:
        state = states[message.position]
        allowed = "".join(
            p.announced.spoken for p in state.performances.values() if p.phase is Phase.REVEALED
        )
        for words in SPOKEN.findall(message.text):
            spoken += 1
            assert words in allowed

    assert spoken > 6


def test_nobody_but_the_ranking_scene_tells_a_place(recorded):
    states, heard = recorded
    shown = 0

    for message in heard["screen/1"]:
        ranking = message.view["ranking"]
        if ranking is not None:
            shown += 1
            rows = states[message.position].shown_standings.rows
            assert [row["place"] for row in ranking["rows"]] == [row.place for row in rows]
        assert '"place"' not in message.text or ranking is not None

    assert shown >= 1


def test_a_judge_receives_own_marks_and_nobody_elses_number(recorded):
    states, heard = recorded
    own = 0

    for message in heard["judge/J3"]:
        state = states[message.position]
        scale = {
            text
            for criterion in (state.round("centre", "present").criteria if state.on_stage else ())
            for value in (criterion.min, criterion.max, criterion.step, criterion.factor)
            for text in (str(value), str(Decimal(value)))
        }
        sheet = state.performance(state.on_stage).sheets.get("J3") if state.on_stage else None
        mine = set(sheet.marks.values()) if sheet else set()
        own += bool(mine)
        assert set(NUMBER.findall(message.text)) <= scale | mine, message.text

    assert own >= 6
