"""After each confirmed performance a verified copy lies in the second folder, and the console hears of it."""

import asyncio
from contextlib import aclosing

import pytest

from judging.core.events import MarkingClosed, MarkingReopened
from judging.store.sqlite import entries
from tests.serving import command, joined, served

PATIENCE_S = 20


async def confirm(crew):
    """One performance from call to close; the position of the log then."""
    id = crew.performance(crew.entrants[0])
    await command(crew.director, "CallEntrant", performance=id)
    await command(crew.director, "OpenMarking", performance=id)
    marks = {"work": "27", "service": "26.5", "reputation": "18", "system": "8.5", "environment": "8.5"}
    for judge in crew.judges.values():
        await command(judge, "SubmitSheet", performance=id, revision=1, marks=marks)
    return (await command(crew.director, "CloseMarking", performance=id))["position"]


async def first(told, fulfils):
    """The first view that the console is told and that fulfils the condition."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            view = (await anext(told)).view
            if fulfils(view):
                return view


def console(server, crew):
    return aclosing(server.robot(crew.tokens["director"]).watch("backup"))


@pytest.fixture
def stick(tmp_path):
    return tmp_path / "stick"


async def test_a_confirmed_performance_is_copied_and_the_console_is_told(tmp_path, stick):
    async with (
        served(tmp_path / "data", options=("--backup", str(stick))) as server,
        joined(server, judges=3) as crew,
        console(server, crew) as told,
    ):
        position = await confirm(crew)

        view = await first(told, lambda view: view["position"] >= position)

    (copy,) = stick.glob("*.sqlite")
    kept = entries(copy)
    assert (view["folder"], view["position"], view["trouble"]) == (str(stick), kept[-1].position, None)
    assert view["at"] >= kept[-1].at
    assert isinstance(kept[-1].event, MarkingClosed)
    assert copy.with_suffix(".key").exists()


async def test_a_step_that_is_taken_back_is_copied_too(tmp_path, stick):
    async with (
        served(tmp_path / "data", options=("--backup", str(stick))) as server,
        joined(server, judges=3) as crew,
        console(server, crew) as told,
    ):
        await first(told, lambda view: view["position"])  # that of the beginning might take all in
        position = await confirm(crew)
        await first(told, lambda view: view["position"] >= position)

        id = crew.performance(crew.entrants[0])
        back = await command(crew.director, "StepBack", performance=id, reason="核对")

        await first(told, lambda view: view["position"] == back["position"])

    (copy,) = stick.glob("*.sqlite")
    assert isinstance(entries(copy)[-1].event, MarkingReopened)


async def test_a_stick_that_was_pulled_is_reported_and_nothing_else_suffers(tmp_path, stick):
    stick.write_text("no folder")
    async with (
        served(tmp_path / "data", options=("--backup", str(stick))) as server,
        joined(server, judges=3) as crew,
        console(server, crew) as told,
    ):
        await confirm(crew)

        view = await first(told, lambda view: view["trouble"])
        revealed = await command(crew.director, "RevealScore", performance=crew.performance(crew.entrants[0]))

    assert view["position"] == 0
    assert "U 盘" in view["trouble"]["template"]
    assert revealed["position"] > 0
