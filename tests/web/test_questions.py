"""待主办方确定: what the rules leave open is asked in words, answered on the page, and on record."""

from httpx2 import AsyncClient

from judging.core import events as e

from .conftest import Hall, send

TRIM = "tracks.centre.rounds.present.trim"
ASK = "去几个最高分、最低分？"


async def rows(organiser: AsyncClient) -> dict[str, dict]:
    found = await organiser.get("/setup/questions")
    return {row["key"]: row for row in found.json()}


async def asking(organiser: AsyncClient) -> dict:
    """The rules, with one question and another that nobody answers here."""
    rules = (await organiser.get("/setup/rules")).json()
    other = {"key": "tracks.centre.ties", "ask": "同分怎么办？"}
    rules["proposals"] = [{"key": TRIM, "ask": ASK}, other]
    assert (await organiser.post("/setup/rules", json=rules)).status_code == 200
    return rules


async def test_a_question_is_asked_in_words_and_settled_as_proposed(organiser: AsyncClient, hall: Hall):
    await asking(organiser)
    asked = (await rows(organiser))[TRIM]

    await send(organiser, "SettleQuestions", keys=[TRIM])

    assert (asked["ask"], asked["at"]) == (ASK, "")
    settled = (await rows(organiser))[TRIM]
    assert settled["at"]
    assert not settled["changed"]
    assert hall.desk.state.settled[TRIM].who.startswith("organiser")


async def test_another_value_saved_in_the_form_settles_it_and_keeps_the_question_in_the_file(
    organiser: AsyncClient, hall: Hall
):
    rules = await asking(organiser)
    rules["tracks"][0]["rounds"][1]["trim"] = {"high": 2, "low": 2, "from": 9}

    await organiser.post("/setup/rules", json=rules)

    found = await rows(organiser)
    assert found[TRIM]["changed"]
    assert not found["tracks.centre.ties"]["at"]
    assert TRIM in (await organiser.get("/setup/rules.toml")).text


async def test_deleting_a_track_deletes_its_questions_and_no_other(organiser: AsyncClient):
    rules = await asking(organiser)
    rules["proposals"].append({"key": "tracks.backoffice.ties", "ask": "同分怎么办？"})
    assert (await organiser.post("/setup/rules", json=rules)).status_code == 200
    rules["tracks"].pop()

    answer = await organiser.post("/setup/rules", json=rules)

    assert answer.status_code == 200
    assert list(await rows(organiser)) == [TRIM, "tracks.centre.ties"]


async def test_the_log_says_who_settled_what(organiser: AsyncClient, hall: Hall):
    await asking(organiser)

    await send(organiser, "SettleQuestions", keys=[TRIM])

    last = [line for line in hall.desk.state.first_hall.story if isinstance(line.event, e.QuestionsSettled)]
    assert [(line.by.partition("/")[0], line.event.keys) for line in last] == [("organiser", (TRIM,))]
