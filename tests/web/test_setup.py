import tomllib
from typing import Any

import pytest
from httpx2 import AsyncClient, Response

from tests.said import said
from tests.serving import filled

from .conftest import AT, DAILY, Hall, cards, join, send


async def upload(organiser: AsyncClient, content: bytes, **query: str) -> Response:
    files = {"file": (r"C:\桌面\单项成绩.xlsx", content)}
    return await organiser.post("/setup/components", params={**DAILY, **query}, files=files)


async def template(organiser: AsyncClient) -> bytes:
    return (await organiser.get("/setup/components.xlsx", params=DAILY)).content


async def rules_of(organiser: AsyncClient) -> dict[str, Any]:
    rules: dict[str, Any] = (await organiser.get("/setup/rules")).json()
    return rules


# Rules


async def test_the_rules_come_in_the_shape_of_their_file(organiser: AsyncClient):
    file = await organiser.get("/setup/rules.toml")

    assert await rules_of(organiser) == tomllib.loads(file.text)
    assert file.headers["content-disposition"] == "attachment; filename*=UTF-8''shequ-2024.toml"


async def test_edited_rules_are_the_competition_s(organiser: AsyncClient, hall: Hall):
    rules = await rules_of(organiser)
    rules["competition"]["name"] = "改名后的竞赛"
    rules["tracks"][0]["rounds"][1]["trim"] = {"high": 2, "low": 2, "from": 7}

    answer = await organiser.post("/setup/rules", json=rules)

    assert answer.json()["position"] == hall.position
    assert await rules_of(organiser) == rules
    assert hall.venue.open_desk.state.round("centre", "present").trim.high == 2


async def test_rules_that_make_no_sense_are_named_by_their_place_and_change_nothing(
    organiser: AsyncClient, hall: Hall
):
    rules, before = await rules_of(organiser), hall.position
    rules["tracks"][0]["rounds"][1]["trim"] = {"high": 2, "low": 2, "from": 4}
    rules["tracks"][0]["rounds"][1]["places"] = 2.5
    rules["tracks"][0]["colour"] = "red"

    answer = await organiser.post("/setup/rules", json=rules)

    assert (answer.status_code, answer.json()["reason"]) == (400, "problems")
    places = {problem["place"] for problem in answer.json()["problems"]}
    assert places == {
        "tracks[0].rounds[1].trim.from",
        "tracks[0].rounds[1].places",
        "tracks[0].colour",
    }
    assert hall.position == before


async def test_rules_stand_once_marking_has_begun(organiser: AsyncClient, hall: Hall):
    performance = {**AT, "entrant": "c01"}
    entrants = list(hall.venue.open_desk.state.entrants["centre"])
    await send(organiser, "EnterOrder", **AT, order=entrants, witness="见证人")
    await send(organiser, "CallEntrant", performance=performance)
    await send(organiser, "OpenMarking", performance=performance)
    rules = await rules_of(organiser)
    rules["tracks"][0]["rounds"][1]["places"] = 3

    answer = await organiser.post("/setup/rules", json=rules)

    assert (answer.status_code, answer.json()["reason"]) == (409, "begun")


async def test_a_round_is_worked_out_on_an_example_by_the_engine(organiser: AsyncClient):
    round = (await rules_of(organiser))["tracks"][0]["rounds"][1]
    round["criteria"] = [{"id": "all", "name": "总分", "min": "0", "max": "100", "step": "0.25"}]

    first, *_ = (await organiser.post("/setup/example", json={"round": round, "judges": 7})).json()["lines"]
    three, *_ = (await organiser.post("/setup/example", json={"round": round, "judges": 3})).json()["lines"]

    assert said(first) == "7位评委：去1高1低，取5个平均，四舍五入到2位：91.05"
    assert said(three).startswith("3位评委：不去高低分，取3个平均")


@pytest.mark.parametrize("judges", [0, -1, 16, 10**12, "7", 7.5, None])
async def test_an_example_has_as_many_judges_as_a_panel_may(organiser: AsyncClient, judges: object):
    round = (await rules_of(organiser))["tracks"][0]["rounds"][1]

    answer = await organiser.post("/setup/example", json={"round": round, "judges": judges})

    assert (answer.status_code, answer.json()["reason"]) == (400, "malformed")


async def test_an_example_of_a_wrong_round_names_the_problem(organiser: AsyncClient):
    answer = await organiser.post("/setup/example", json={"round": {"id": "x", "kind": "judged"}})

    assert answer.status_code == 400
    assert {problem["place"] for problem in answer.json()["problems"]} >= {"weight"}


# Roster


async def test_the_roster_is_replaced_as_a_whole(organiser: AsyncClient, hall: Hall):
    entrants = [
        {"id": "a", "name": "甲街道中心", "district": "东区"},
        {"id": "b", "name": "乙镇中心", "district": ""},
    ]

    answer = await organiser.post("/setup/entrants", json={"track": "centre", "entrants": entrants})

    assert answer.status_code == 200
    assert list(hall.venue.open_desk.state.entrants["centre"]) == ["a", "b"]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({"track": "moon", "entrants": []}, "unknown"),
        (
            {"track": "centre", "entrants": [{"id": "a", "name": "甲"}, {"id": "a", "name": "乙"}]},
            "malformed",
        ),
        ({"track": "centre", "entrants": [{"id": "a", "name": " "}]}, "malformed"),
        ({"track": "centre", "entrants": [{"id": "a", "name": "甲", "phone": "1"}]}, "malformed"),
    ],
)
async def test_a_roster_that_makes_no_sense_is_refused(
    organiser: AsyncClient, hall: Hall, body: dict[str, Any], reason: str
):
    before = hall.position

    answer = await organiser.post("/setup/entrants", json=body)

    assert answer.json()["reason"] == reason
    assert hall.position == before


# Components


async def test_the_template_names_the_24_centres(organiser: AsyncClient):
    answer = await organiser.get("/setup/components.xlsx", params=DAILY)

    assert answer.headers["content-type"].endswith("spreadsheetml.sheet")
    assert ".xlsx" in answer.headers["content-disposition"]
    rows = (await upload(organiser, filled(answer.content))).json()["rows"]
    assert len(rows) == 24


async def test_a_preview_imports_nothing(organiser: AsyncClient, hall: Hall):
    before = hall.position

    answer = await upload(organiser, filled(await template(organiser)))

    assert answer.json()["problems"] == []
    assert answer.json()["rows"][0] == {
        "entrant": "c01",
        "name": answer.json()["rows"][0]["name"],
        "score": "90.01",
    }
    assert hall.position == before


async def test_a_clean_workbook_is_imported_under_its_file_s_name(organiser: AsyncClient, hall: Hall):
    content = filled(await template(organiser))

    answer = await upload(organiser, content, **{"import": "1"})

    components = hall.venue.open_desk.state.components["centre", "daily"]
    assert components.source == "单项成绩.xlsx"
    assert dict(components.scores) == {row["entrant"]: row["score"] for row in answer.json()["rows"]}


async def test_a_workbook_with_problems_is_not_imported(organiser: AsyncClient, hall: Hall):
    empty, before = await template(organiser), hall.position

    answer = await upload(organiser, empty, **{"import": "1"})

    assert (answer.status_code, answer.json()["reason"]) == (400, "problems")
    assert [problem["cell"] for problem in answer.json()["problems"]] == [f"D{n}" for n in range(2, 26)]
    assert hall.position == before


async def test_what_is_no_workbook_is_refused(organiser: AsyncClient, hall: Hall):
    before = hall.position

    no_workbook = await upload(organiser, b"<html>", **{"import": "1"})
    no_file = await organiser.post("/setup/components", params=DAILY, data={"file": "text"})
    no_form = await organiser.post("/setup/components", params=DAILY, json={})

    for answer in (no_workbook, no_file, no_form):
        assert (answer.status_code, answer.json()["reason"]) == (400, "malformed")
    assert hall.position == before


@pytest.mark.parametrize(
    "query",
    [{}, {"track": "centre"}, {"track": "moon", "round": "daily"}, {"track": "centre", "round": "present"}],
)
async def test_only_imported_rounds_have_workbooks(organiser: AsyncClient, query: dict[str, str]):
    get = await organiser.get("/setup/components.xlsx", params=query)
    post = await organiser.post("/setup/components", params=query, files={"file": ("a.xlsx", b"")})

    assert get.json()["reason"] == post.json()["reason"] == "unknown"


# Who may not


PATHS = (
    ("GET", "/setup/rules"),
    ("GET", "/setup/rules.toml"),
    ("GET", "/setup/components.xlsx?track=centre&round=daily"),
    ("POST", "/setup/rules"),
    ("POST", "/setup/example"),
    ("POST", "/setup/entrants"),
    ("POST", "/setup/components?track=centre&round=daily&import=1"),
)


@pytest.mark.parametrize(("method", "path"), PATHS)
async def test_setting_up_is_the_organiser_s_alone(
    organiser: AsyncClient, hall: Hall, method: str, path: str
):
    issued = await cards(organiser)
    for name, status in (("guest", 401), ("J1", 403), ("director", 403), ("emcee", 403)):
        device = await hall.device()
        if name in issued:
            await join(device, issued[name])
        before = hall.position

        answer = await device.request(method, path, content=b"{}" if method == "POST" else None)

        assert answer.status_code == status
        assert hall.position == before


@pytest.mark.parametrize(("method", "path"), PATHS)
async def test_without_a_competition_there_is_nothing_to_set_up(hall: Hall, method: str, path: str):
    answer = await (await hall.organiser()).request(method, path)

    assert answer.status_code in (400, 409)
    assert answer.json()["reason"] in ("not_created", "malformed")
