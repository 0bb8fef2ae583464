import hashlib
from typing import Any

import pytest
from httpx2 import AsyncClient, Response

from judging.core.events import FileImported
from judging.core.setup.file_importing import ImportedPart
from judging.core.setup.source_file import SourceFile
from judging.files import rulesfile
from judging.files.writing import as_table
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

    assert await rules_of(organiser) == as_table(rulesfile.read(file.text, "rules.toml"))
    assert file.headers["content-disposition"] == "attachment; filename*=UTF-8''shequ-2024.toml"


async def test_edited_rules_are_the_competition_s(organiser: AsyncClient, hall: Hall):
    rules = await rules_of(organiser)
    rules["competition"]["name"] = "改名后的竞赛"
    rules["tracks"][0]["rounds"][1]["trim"] = {"high": 2, "low": 2, "from": 7}

    answer = await organiser.post("/setup/rules", json=rules)

    assert answer.json()["position"] == hall.position
    assert await rules_of(organiser) == rules
    assert hall.desk.state.round("centre", "present").trim.high == 2


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
    entrants = list(hall.desk.state.entrants["centre"])
    await send(organiser, "EnterOrder", **AT, order=entrants, witness="见证人")
    await send(organiser, "CallEntrant", performance=performance)
    await send(organiser, "OpenMarking", performance=performance)
    rules = await rules_of(organiser)
    rules["tracks"][0]["rounds"][1]["places"] = 3

    answer = await organiser.post("/setup/rules", json=rules)

    assert (answer.status_code, answer.json()["reason"]) == (409, "begun")


async def test_a_draft_is_worked_out_beside_its_settings_by_the_engine(organiser: AsyncClient):
    rules = await rules_of(organiser)
    rules["tracks"][0]["rounds"][1]["criteria"] = [
        {"id": "all", "name": "总分", "min": "0", "max": "100", "step": "0.25"}
    ]
    place = "tracks[0].rounds[1]"

    seven = (await organiser.post("/setup/draft", json={"rules": rules})).json()
    three = (await organiser.post("/setup/draft", json={"rules": rules, "judges": {place: 3}})).json()

    assert [said(s) for s in seven["told"][f"{place}.trim"]] == [
        "例：7位评委：去1高1低，取5个平均，四舍五入到2位：91.05"
    ]
    assert said(three["told"][f"{place}.trim"][0]).startswith("例：3位评委：不去高低分，取3个平均")


@pytest.mark.parametrize("judges", [0, -1, 16, 10**12, "7", 7.5, None])
async def test_an_example_has_as_many_judges_as_a_panel_may(organiser: AsyncClient, judges: object):
    body = {"rules": await rules_of(organiser), "judges": {"tracks[0].rounds[1]": judges}}

    answer = await organiser.post("/setup/draft", json=body)

    assert (answer.status_code, answer.json()["reason"]) == (400, "malformed")


async def test_a_wrong_draft_names_its_problems_and_what_the_day_cannot_obey(organiser: AsyncClient):
    rules = await rules_of(organiser)
    rules["tracks"][0]["rounds"][1] |= {"sheets": "each", "spread": "5"}  # of sheets that lie side by side
    rules["tracks"][1]["rounds"][0]["weight"] = ""

    answer = (await organiser.post("/setup/draft", json={"rules": rules})).json()

    assert {problem["place"] for problem in answer["problems"]} == {"tracks[1].rounds[0].weight"}
    assert "tracks[0].rounds[1].spread" in answer["unrunnable"]


async def test_the_table_of_settings_is_sent_with_its_words(organiser: AsyncClient):
    fields = {field["key"]: field for field in (await organiser.get("/setup/settings")).json()}

    rounds = next(field for field in fields["tracks"]["fields"] if field["key"] == "rounds")
    absent = next(field for field in rounds["fields"] if field["key"] == "absent")
    assert (absent["type"], absent["of"], absent["default"]) == ("choice", ["judged"], "shrink")
    assert [said(choice["word"]) for choice in absent["choices"]] == ["不计入", "按其余评委的平均补入"]


# The rules as a file


async def post_file(organiser: AsyncClient, text: str, **query: str) -> Any:
    answer = await organiser.post(
        "/setup/rules.toml", params=query, files={"file": ("规则.toml", text.encode())}
    )
    assert answer.status_code == 200
    return answer.json()


async def commented(organiser: AsyncClient) -> str:
    text = (await organiser.get("/setup/rules.toml")).text
    return text.replace("minimum = 3", "minimum = 4  # 章程第七条", 1)


async def test_an_uploaded_rules_file_shows_what_it_would_change_and_changes_nothing(
    organiser: AsyncClient, hall: Hall
):
    before = hall.position

    found = await post_file(organiser, await commented(organiser))

    assert found["problems"] == []
    [change] = [each for each in found["changes"] if said(each["where"][-1]) == "至少几份评分表才出分"]
    assert [said(part) for part in change["where"][:-1]] == ["受理中心组", "现场汇报展示"]
    assert (said(change["before"]), said(change["after"])) == ("3份", "4份")
    assert hall.position == before


async def test_an_uploaded_rules_file_keeps_its_comments_when_the_form_changes_it(organiser: AsyncClient):
    await post_file(organiser, await commented(organiser), **{"import": "1"})
    rules = await rules_of(organiser)
    assert rules["tracks"][0]["rounds"][1]["minimum"] == 4
    rules["tracks"][0]["rounds"][1]["minimum"] = 5

    await organiser.post("/setup/rules", json=rules)

    text = (await organiser.get("/setup/rules.toml")).text
    assert "minimum = 5  # 章程第七条" in text


async def test_a_rules_file_that_was_taken_over_is_on_record_with_its_sha256(
    organiser: AsyncClient, hall: Hall
):
    text = await commented(organiser)

    await post_file(organiser, text, **{"import": "1"})

    last = (await hall.desk.log.read())[-1].event
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    assert last == FileImported(SourceFile("规则.toml", sha256), (ImportedPart("SetRules"),))


async def test_a_wrong_rules_file_is_refused_by_its_lines(organiser: AsyncClient, hall: Hall):
    before = hall.position
    text = (await commented(organiser)).replace("minimum = 4", "minimum = 0")

    found = await post_file(organiser, text, **{"import": "1"})

    assert found["changes"] == []
    assert found["problems"][0]["place"].startswith("规则.toml:")
    assert hall.position == before


async def test_an_uploaded_rules_file_is_refused_once_marking_has_begun(organiser: AsyncClient, hall: Hall):
    performance = {**AT, "entrant": "c01"}
    entrants = list(hall.desk.state.entrants["centre"])
    await send(organiser, "EnterOrder", **AT, order=entrants, witness="见证人")
    await send(organiser, "CallEntrant", performance=performance)
    await send(organiser, "OpenMarking", performance=performance)

    answer = await organiser.post(
        "/setup/rules.toml",
        params={"import": "1"},
        files={"file": ("规则.toml", (await commented(organiser)).encode())},
    )

    assert (answer.status_code, answer.json()["reason"]) == (409, "begun")


# Roster


async def test_the_roster_is_replaced_as_a_whole(organiser: AsyncClient, hall: Hall):
    entrants = [
        {"id": "a", "name": "甲街道中心", "district": "东区"},
        {"id": "b", "name": "乙镇中心", "district": ""},
    ]

    answer = await organiser.post("/setup/entrants", json={"track": "centre", "entrants": entrants})

    assert answer.status_code == 200
    assert list(hall.desk.state.entrants["centre"]) == ["a", "b"]


async def test_a_roster_that_is_written_is_checked_by_its_fields_and_saved_once_it_is_right(
    organiser: AsyncClient, hall: Hall
):
    wrong = {"id": "a", "name": "甲街道中心", "years": "三年", "team": "2.5"}
    before = hall.position

    answer = await organiser.post(
        "/setup/entrants/draft?save=1", json={"track": "centre", "entrants": [wrong]}
    )
    found = [(each["entrant"], each["field"]) for each in answer.json()["problems"]]
    assert (found, hall.position) == ([("a", "years"), ("a", "team")], before)
    right = {**wrong, "years": "3", "team": "5"}
    looked = await organiser.post("/setup/entrants/draft", json={"track": "centre", "entrants": [right]})
    assert (looked.json(), hall.position) == ({"problems": []}, before)
    await organiser.post("/setup/entrants/draft?save=1", json={"track": "centre", "entrants": [right]})

    [saved] = hall.desk.state.entrants["centre"].values()
    assert (saved.years, saved.team) == ("3", 5)


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


async def test_what_a_second_import_changes_is_shown_before_it(organiser: AsyncClient, hall: Hall):
    good = filled(await template(organiser))
    await upload(organiser, good, **{"import": "1"})
    before = hall.position

    looked = (await upload(organiser, filled(good, fall=13))).json()

    assert 0 < len(looked["changes"]) <= 24
    first = looked["changes"][0]
    assert (first["where"][:2], said(first["before"])) == (["受理中心组", "日常服务能级"], "89.9")
    stale = await upload(organiser, good, **{"import": "1", "shown": looked["shown"]})
    assert (stale.status_code, stale.json()["reason"], hall.position) == (409, "stale", before)


async def test_a_preview_imports_nothing(organiser: AsyncClient, hall: Hall):
    before = hall.position

    answer = await upload(organiser, filled(await template(organiser)))

    assert answer.json()["problems"] == []
    assert answer.json()["rows"][0] == {
        "entrant": "c01",
        "name": answer.json()["rows"][0]["name"],
        "score": "90.01",
        "window_class": "",
    }
    assert hall.position == before


async def test_a_clean_workbook_is_imported_under_its_file_s_name(organiser: AsyncClient, hall: Hall):
    content = filled(await template(organiser))

    answer = await upload(organiser, content, **{"import": "1"})

    components = hall.desk.state.components["centre", "daily"]
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
    ("POST", "/setup/rules.toml"),
    ("POST", "/setup/draft"),
    ("GET", "/setup/settings"),
    ("GET", "/setup/questions"),
    ("POST", "/setup/entrants"),
    ("POST", "/setup/components?track=centre&round=daily&import=1"),
    ("POST", "/setup/entrants/draft?save=1"),
    ("GET", "/setup/workbooks/roster.xlsx"),
    ("POST", "/setup/workbooks/roster?import=1"),
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
