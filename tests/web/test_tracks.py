"""Two tracks in one hall: each has its own ranking, and one leads to the next."""

from pathlib import Path

import pytest

from tests.serving import command, joined, publish, served
from tests.tracks import CENTRE, TEAM, TwoTracks, two_tracks


@pytest.fixture
async def day(tmp_path: Path):
    async with served(tmp_path) as server, joined(server, judges=3) as crew:
        yield await two_tracks(server, crew)


async def test_the_last_of_one_track_leads_to_the_lock_and_the_lock_to_the_following(day: TwoTracks):
    assert await day.next() == ("call", CENTRE, 1)
    await day.played(CENTRE, 1)
    assert await day.next() == ("call", CENTRE, 2)
    await day.played(CENTRE, 2, off="1")

    assert await day.next() == ("lock", CENTRE)
    await command(day.director, "LockTrack", track=CENTRE)
    assert await day.next() == ("call", TEAM, 1)


async def test_a_published_ranking_leads_to_the_following_track(day: TwoTracks):
    await day.played(CENTRE, 1)
    await day.played(CENTRE, 2)
    await publish(day.director, CENTRE)

    assert await day.next() == ("call", TEAM, 1)


async def test_after_the_last_track_nothing_is_left_but_the_locks(day: TwoTracks):
    for track in (CENTRE, TEAM):
        await day.played(track, 1)
        await day.played(track, 2)
        await publish(day.director, track)

    steps = [await day.next()]
    for track in (CENTRE, TEAM):
        await command(day.director, "LockTrack", track=track)
        steps.append(await day.next())

    assert steps == [("lock", CENTRE), ("lock", TEAM), None]


async def test_each_round_that_goes_on_has_its_own_call(day: TwoTracks):
    await day.played(CENTRE, 1)

    calls = [b["data"]["performance"] for b in (await day.console())["buttons"] if b["id"] == "call"]

    assert calls == [day.performance(CENTRE, 2), day.performance(TEAM, 1)]


async def test_publishing_is_never_the_next_step(day: TwoTracks):
    seen = set()
    for track in (CENTRE, TEAM):
        for n in (1, 2):
            performance = day.performance(track, n)
            await command(day.director, "CallEntrant", performance=performance)
            seen.add((await day.next())[0])
            await command(day.director, "StepBack", performance=performance, reason="试")
            await day.played(track, n)
            seen.add((await day.next())[0])

    assert seen == {"open", "call", "lock"}
