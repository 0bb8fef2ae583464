"""A competition from each preset: its text with the comments, whom its plan names, and all that it asks."""

import pytest

from judging import presets
from tests.serving import done

from .conftest import Hall


@pytest.mark.parametrize("name", presets.names())
async def test_it_opens_with_its_comments_its_questions_and_nobody_who_is_made_up(hall: Hall, name: str):
    preset = presets.load(name)
    organiser = await hall.organiser()

    done(await organiser.post("/competitions", json={"preset": name}))

    state = hall.desk.state
    named = {each.name for each in preset.entrants}
    assert {each.name for roster in state.entrants.values() for each in roster.values()} == named
    assert (await organiser.get("/setup/rules.toml")).text == preset.text
    asked = done(await organiser.get("/setup/questions"))
    assert [row["key"] for row in asked] == [question.key for question in preset.rulebook.proposals]
    assert not any(row["at"] for row in asked)
