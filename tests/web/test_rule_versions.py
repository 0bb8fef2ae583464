"""Each saved version of the rules can be looked at and had back as a draft."""

from typing import Any

from httpx2 import AsyncClient

from tests.said import said

from .conftest import Hall


async def saved(organiser: AsyncClient, **changed: Any) -> None:
    rules = (await organiser.get("/setup/rules")).json()
    rules["tracks"][0]["rounds"][1] |= changed
    assert (await organiser.post("/setup/rules", json=rules)).status_code == 200


async def test_every_saved_version_says_when_who_and_what(organiser: AsyncClient):
    await saved(organiser, minimum=4)
    await saved(organiser, minimum=5, hold_first=2)

    newest, before, first = (await organiser.get("/setup/rules/versions")).json()

    assert [said(change["after"]) for change in newest["changes"]] == ["5份", "2个"]
    assert [(said(c["before"]), said(c["after"])) for c in before["changes"]] == [("3份", "4份")]
    assert (first["changes"], newest["more"]) == ([], 0)
    assert newest["position"] > before["position"] > first["position"]
    assert newest["at"] >= before["at"]
    assert said(newest["who"]) == "组织者"


async def test_a_version_comes_back_as_a_draft_and_changes_nothing_by_itself(
    organiser: AsyncClient, hall: Hall
):
    as_it_was = (await organiser.get("/setup/rules")).json()
    await saved(organiser, minimum=4)
    then = (await organiser.get("/setup/rules")).json()
    await saved(organiser, minimum=5)
    _, before, first = (await organiser.get("/setup/rules/versions")).json()
    position = hall.position

    drafts = [
        (await organiser.get(f"/setup/rules/versions/{version['position']}")).json()
        for version in (before, first)
    ]

    assert drafts == [then, as_it_was]
    assert hall.position == position
    assert (await organiser.get("/setup/rules")).json()["tracks"][0]["rounds"][1]["minimum"] == 5


async def test_only_a_version_of_the_rules_is_one(organiser: AsyncClient):
    unknown = await organiser.get("/setup/rules/versions/999")
    nonsense = await organiser.get("/setup/rules/versions/%C2%B2")

    assert unknown.json()["reason"] == "unknown"
    assert nonsense.status_code == 404
    assert (await organiser.get(f"/setup/rules/versions/{'9' * 5000}")).status_code == 404


async def test_versions_are_the_organiser_s_alone(hall: Hall):
    guest = await hall.device()

    assert (await guest.get("/setup/rules/versions")).status_code in (401, 403)
    assert (await guest.get("/setup/rules/versions/1")).status_code in (401, 403)
