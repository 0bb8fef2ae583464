"""Seasons through the front door: made of competitions and files, read over the year, 定稿, opened again."""

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from httpx2 import AsyncClient
from starlette.routing import Route

from judging.__main__ import main
from judging.core.refused import Refused
from judging.core.sentence import sentence
from judging.files.on_page import is_plain
from judging.second import season_series
from judging.web.seasons import paper_addresses, reckoned
from judging.web.seasons.addresses import OF_SERVER
from tests.made_up_numbers import identity_number
from tests.quiz_months import (
    ROUND,
    RULES,
    TRACK,
    WEEKS,
    as_text,
    confirmed,
    history,
    month,
    places,
    saved,
    season_zip,
    seen,
    unzipped,
    uploaded,
    zipped,
)
from tests.ranked_windows import imported_into
from tests.said import said
from tests.serving import command, done

from .conftest import Hall, cards, join

SERIES = {
    "id": "drill",
    "name": "竞操月月有",
    "by": "place",
    "points": ["10", "8"],
    "shared": "mean",
    "missed": "skip",
}
TABLE = {"id": "person", "name": "个人类", "tracks": [TRACK], "weights": {"drill": "100"}, "ties": ["share"]}


@pytest.fixture
async def device(hall: Hall) -> AsyncClient:
    return await hall.organiser()


async def made(device: AsyncClient, id: str = "year", **like: str) -> dict[str, Any]:
    done(await device.post("/seasons", json={"id": id, "name": "竞答年", **like}))
    return await seen(device, id)


async def frozen(device: AsyncClient, id: str, **chosen: str) -> str:
    taken: dict[str, Any] = done(await device.post(f"/seasons/{id}/frozen", json=chosen))
    file: str = taken["file"]
    return file


async def built(device: AsyncClient, *months: str, of: int | None = None) -> dict[str, Any]:
    """The season of these months' competition files, by places."""
    view = await made(device)
    files = [await frozen(device, "year", file=each) for each in months]
    events = [{"id": f"m{n}", "name": f"{n}月", "from": [file]} for n, file in enumerate(files, 1)]
    series = SERIES | {"events": events} | ({"of": of} if of else {})
    return await saved(device, view, series=[series], tables=[TABLE])


async def test_who_is_called_otherwise_in_another_month_is_told_before_it_is_final(device: AsyncClient):
    january = await month(device, "一月竞答", [90, 80])
    february = await month(device, "二月竞答", [70, 95], names={"p1": "选手01", "p2": "选手22"})

    view = await built(device, january, february)

    [doubt] = map(said, view["doubts"])
    assert "p2" in doubt
    assert "一月竞答为选手02" in doubt
    assert "二月竞答为选手22" in doubt
    assert view["left"] == []


async def test_months_of_this_server_add_up_to_a_year(device: AsyncClient):
    january = await month(device, "一月竞答", [90, 80, 80])
    february = await month(device, "二月竞答", [70, 95])

    view = await built(device, january, february, of=12)

    assert view["problems"] == []
    assert places(view) == [(1, "p1", "9.00"), (2, "p2", "7.00"), (3, "p3", "4.00")]
    [table] = view["year"]["tables"]
    assert [row["name"] for row in table["rows"]] == ["选手01", "选手02", "选手03"]
    assert table["to_come"] == {"drill": 10}
    assert table["rows"][2]["series"][0]["events"] == [
        {
            "event": "m1", "state": "in", "value": "4", "place": 2, "counts": True, "sharing": 2,
            "source": "一月竞答.json", "status": "", "reason": "",
        },
        {
            "event": "m2", "state": "missed", "value": None, "place": None, "counts": False, "sharing": 1,
            "source": "", "status": "", "reason": "",
        },
    ]  # fmt: skip


async def test_what_is_to_come_keeps_the_pool_open_and_the_season_from_being_final(device: AsyncClient):
    id = await uploaded(device, season_zip(of=5))

    view = await seen(device, id)
    refused = await device.post(f"/seasons/{id}/lock", json=confirmed(view))

    [pool] = view["year"]["pools"]
    assert pool["awards"] == []
    assert "竞答周周练" in as_text(pool["open"])
    assert "竞答周周练" in as_text(view["left"])
    assert refused.status_code == 409
    assert "竞答周周练" in refused.json()["detail"]
    assert (await seen(device, id))["locked"] is None


async def test_a_season_the_engines_differ_about_is_not_final(
    device: AsyncClient, hall: Hall, monkeypatch: pytest.MonkeyPatch
):
    """Asked here, for the process beside the server that asks it otherwise has engines of its own."""
    folder = hall.registry.folder / "seasons" / await uploaded(device, season_zip())
    right = json.loads(reckoned.settled(folder).result)
    monkeypatch.setattr(season_series, "UNIT", 2 * season_series.UNIT)

    with pytest.raises(Refused) as refused:
        reckoned.settled(folder)

    assert right["tracks"]["person"]["standings"][0]["composite"] == "85.00"
    assert "两套核分结果不一致：person p1“quiz”的最后得分：系统 85.00，核分 42.50" in refused.value.detail
    assert "两套核分结果不一致" in as_text(json.loads(reckoned.looked(folder))["left"])


async def test_a_final_season_changes_no_more_until_it_is_opened_again_for_a_reason(
    device: AsyncClient, hall: Hall
):
    id = await uploaded(device, season_zip())
    view = await seen(device, id)
    final = done(await device.post(f"/seasons/{id}/lock", json=confirmed(view)))
    changes = {
        "rules": {"json": {"version": view["version"], "draft": view["draft"]}},
        "files": {"files": {"file": ("more.csv", b"a,b")}},
        "frozen": {"json": {"file": "none.sqlite"}},
        "lock": {"json": confirmed(view)},
    }

    refused = {
        path: (await device.post(f"/seasons/{id}/{path}", **asked)).json()["reason"]
        for path, asked in changes.items()
    }
    without = await device.post(f"/seasons/{id}/reopen", json={"reason": " "})
    again = done(await device.post(f"/seasons/{id}/reopen", json={"reason": "二月的成绩更正了"}))

    assert final["year"]["pools"][0]["awards"] == [
        {"entrant": "p1", "track": "person", "level": "一等奖", "title": "最美店小二"}
    ]
    kept = hall.registry.folder / "seasons" / id / "kept" / "final-0001.json"
    assert json.loads(kept.read_bytes())["tracks"]["person"]["standings"][0]["composite"] == "85.00"
    assert refused == dict.fromkeys(changes, "locked")
    assert without.status_code == 400
    assert again["locked"] is None
    assert history(again) == ["uploaded", "locked", "reopened"]
    assert again["history"][-1]["reason"] == "二月的成绩更正了"


@pytest.mark.parametrize(
    "said",
    [
        {"body": " "},
        {"body": "会" * 61},
        {"day": ""},
        {"day": "2026-02-30"},
        {"day": "20261120"},
        {"day": "2999-01-01"},
        {"remark": "记" * 201},
    ],
    ids=str,
)
async def test_a_season_is_not_final_before_somebody_has_confirmed_it(
    device: AsyncClient, said: dict[str, str]
):
    id = await uploaded(device, season_zip())
    view = await seen(device, id)

    refused = await device.post(f"/seasons/{id}/lock", json=confirmed(view, **said))
    nobody = await device.post(f"/seasons/{id}/lock", json={"version": view["version"]})

    assert (refused.status_code, nobody.status_code) == (400, 400)
    assert (await seen(device, id))["locked"] is None


async def test_who_confirmed_a_season_stays_in_its_history_whatever_comes_after(device: AsyncClient):
    id = await uploaded(device, season_zip())
    asked = confirmed(await seen(device, id), body=" “三重一大”会议 ", remark="第3次")
    final = done(await device.post(f"/seasons/{id}/lock", json=asked))
    done(await device.post(f"/seasons/{id}/reopen", json={"reason": "二月的成绩更正了"}))

    [_, locked, _] = (await seen(device, id))["history"]

    decision = {"body": "“三重一大”会议", "day": "2026-11-20", "remark": "第3次"}
    assert final["locked"]["decision"] == locked["decision"] == decision


async def test_a_file_that_was_changed_behind_our_back_is_told(device: AsyncClient, hall: Hall):
    id = await uploaded(device, season_zip())
    view = await seen(device, id)
    done(await device.post(f"/seasons/{id}/lock", json=confirmed(view)))
    folder = hall.registry.folder / "seasons" / id

    (folder / "weeks.csv").write_text(WEEKS.replace("90", "91"))
    changed = await seen(device, id)
    checked = done(await device.post(f"/seasons/{id}/check", json={"draft": view["draft"]}))
    (folder / "weeks.csv").write_text(WEEKS)
    line = (folder / "kept" / "history.jsonl").read_text("utf-8")
    (folder / "kept" / "history.jsonl").write_text(line.replace("uploaded", "created"), "utf-8")
    rewritten = await seen(device, id)

    assert changed["year"] is None
    assert any("weeks.csv" in problem["place"] for problem in checked)  # no saving would take it for right
    assert "定稿之后被改动过" in as_text(changed["trouble"])
    assert any("weeks.csv" in as_text(problem) for problem in changed["problems"])
    assert "history.jsonl" in as_text(rewritten["trouble"])


async def test_all_that_is_wrong_with_a_zip_is_told_at_once_and_nothing_is_kept(device: AsyncClient):
    weeks = WEEKS.replace("90", "ninety").replace("95", "９５")

    refused = await device.post(
        "/seasons.zip", files={"file": ("a.zip", season_zip(weeks=weeks, hash="0" * 64))}
    )

    places = [problem["place"] for problem in refused.json()["problems"]]
    assert refused.status_code == 400
    assert [place for place in places if "weeks.csv:2" in place]
    assert [place for place in places if "weeks.csv:6" in place]
    assert [place for place in places if place.startswith("SEASON.toml")]
    assert done(await device.get("/seasons.json")) == []


async def test_two_tracks_may_each_have_an_e1_and_papers_know_them_apart(device: AsyncClient):
    rules = tomllib.loads(RULES)
    rules["tracks"].append(rules["tracks"][0] | {"id": "unit", "name": "集体"})
    file = done(await device.post("/competitions", json={"rules": rules}))["file"]
    for track, name in (("window", "选手01"), ("unit", "单位01")):
        roster = [{"id": "e1", "name": name, "district": "东区"}]
        done(await device.post("/setup/entrants", json={"track": track, "entrants": roster}))
        await imported_into(device, track, ROUND, [[90]])
        await command(device, "LockTrack", track=track)
    view = await made(device)
    events = [{"id": "m1", "name": "一月", "from": [await frozen(device, "year", file=file)]}]
    group = TABLE | {"id": "group", "name": "集体类", "tracks": ["unit"], "pool": "all"}
    pool = {
        "id": "all",
        "name": "年度奖",
        "slots": 2,
        "allocate": "quota",
        "quota": {"person": 1, "group": 1},
    }

    view = await saved(
        device,
        view,
        series=[SERIES | {"events": events}],
        tables=[TABLE | {"pool": "all"}, group],
        pools=[pool],
    )
    papers = [
        (await device.get(f"/seasons/year/print/{form}?first=1")).text
        for form in ("list", "report", "honours", "certificate", "bulletin", "publicity")
    ]

    assert view["problems"] == []
    assert [table["rows"][0]["name"] for table in view["year"]["tables"]] == ["选手01", "单位01"]
    assert [paper for paper in papers if "选手01" not in paper or "单位01" not in paper] == []


async def test_who_is_called_what_comes_with_the_zip(device: AsyncClient):
    await built(device, await month(device, "一月竞答", [90, 80]))
    files = unzipped((await device.get("/seasons/year/whole.zip")).content)
    files["SEASON.toml"] = files["SEASON.toml"].replace(b'"year"', b'"again"')

    view = await seen(device, await uploaded(device, zipped(files)))

    [table] = view["year"]["tables"]
    assert [row["name"] for row in table["rows"]] == ["选手01", "选手02"]
    assert view["files"][0]["origin"]["name"] == "一月竞答"


@pytest.mark.parametrize(
    "origins",
    [
        b"{",
        b'{"a.csv": {}}',
        f'{{"a": {{"kind": "season", "id": "b", "name": "{identity_number()}"}}}}'.encode(),
    ],
    ids=["no JSON", "no origin", "identity number"],
)
async def test_odd_names_in_a_zip_are_refused(device: AsyncClient, origins: bytes):
    files = unzipped(season_zip()) | {"kept/origins.json": origins}

    answer = await device.post("/seasons.zip", files={"file": ("a.zip", zipped(files))})

    assert answer.status_code == 400
    assert "origins.json" in answer.json()["detail"]
    assert done(await device.get("/seasons.json")) == []


async def test_a_zip_may_come_from_a_windows_that_writes_marks_and_gbk(device: AsyncClient):
    files = unzipped(season_zip())
    rules = files["SEASON.toml"].decode().replace("weeks.csv", "周周练.csv")
    name = "周周练.csv".encode("gbk")
    as_packed = zipped({"SEASON.toml": b"\xef\xbb\xbf" + rules.encode(), "x" * len(name): files["weeks.csv"]})

    id = await uploaded(device, as_packed.replace(b"x" * len(name), name))

    view = await seen(device, id)
    assert view["problems"] == []
    assert view["draft"]["season"]["name"] == "竞答年"
    assert [file["name"] for file in view["files"]] == ["周周练.csv"]
    assert (await saved(device, view))["problems"] == []


async def test_a_file_may_be_called_by_any_word(device: AsyncClient):
    view = await made(device)
    taken = done(await device.post("/seasons/year/files", files={"file": ("𠮷祥.csv", WEEKS.encode())}))
    events = [{"id": f"w{n}", "name": f"第{n}周", "from": [taken["file"]]} for n in (1, 2, 3)]

    view = await saved(device, view, series=[SERIES | {"events": events}], tables=[TABLE])

    assert taken["file"] == "𠮷祥.csv"
    assert view["problems"] == []
    assert view["year"]


@pytest.mark.parametrize("of", ["9" * 5000, -1, True, 2**62], ids=["digits", "less", "true", "many"])
async def test_no_draft_keeps_the_list_of_seasons_from_being_read(device: AsyncClient, of: object):
    view = await made(device)

    await saved(device, view, series=[SERIES | {"of": of, "events": []}])

    [season] = done(await device.get("/seasons.json"))
    assert season["events"] == 0
    assert season["to_be"] in (0, 1)


@pytest.mark.parametrize(
    "content",
    [b"no zip", zipped({"other.toml": b""}), zipped({f"{n}.csv": b"" for n in range(1001)})],
    ids=["no zip", "no season", "too many"],
)
async def test_what_is_no_season_is_refused(device: AsyncClient, content: bytes):
    answer = await device.post("/seasons.zip", files={"file": ("a.zip", content)})

    assert answer.status_code == 400
    assert done(await device.get("/seasons.json")) == []


async def test_what_is_downloaded_is_reckoned_alike_by_the_command_line_and_by_another_server(
    device: AsyncClient, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    view = await built(device, await month(device, "一月竞答", [90, 80, 80]))
    content = (await device.get("/seasons/year/whole.zip")).content
    folder = tmp_path / "unpacked"
    for name, text in unzipped(content).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text)

    code = main(["season", str(folder / "SEASON.toml"), "--json"])
    found = json.loads(capsys.readouterr().out)
    twice = await device.post("/seasons.zip", files={"file": ("a.zip", content)})

    assert code == 0
    assert [
        (row["place"], row["entrant"], row["composite"]) for row in found["tracks"]["person"]["standings"]
    ] == places(view)
    assert twice.json()["reason"] == "already"


async def test_the_next_season_has_series_tables_and_pools_but_no_events_and_files(device: AsyncClient):
    id = await uploaded(device, season_zip(home="2024年/"))

    next_year = await made(device, "next", like=id)

    assert next_year["draft"]["season"] == {"id": "next", "name": "竞答年"}
    assert next_year["draft"]["series"][0]["events"] == []
    assert next_year["draft"]["tables"] == (await seen(device, id))["draft"]["tables"]
    assert next_year["draft"]["pools"][0]["levels"] == [{"name": "一等奖", "count": 1, "title": "最美店小二"}]
    assert next_year["files"] == []
    assert history(next_year) == ["copied"]


async def test_a_file_of_the_same_name_never_takes_the_place_of_one_that_is_in(
    device: AsyncClient, hall: Hall
):
    await made(device)
    names = [
        done(await device.post("/seasons/year/files", files={"file": (name, text.encode(encoding))}))["file"]
        for name, text, encoding in (
            ("每周 竞答.csv", WEEKS, "utf-8"),
            ("每周 竞答.csv", WEEKS, "utf-8"),
            ("每周 竞答.CSV", WEEKS.replace("90", "92"), "utf-8"),
            ("请假.csv", "track,event,entrant,as,reason\nperson,w2,p2,skip,病假\n", "gb18030"),
        )
    ]

    view = await seen(device, "year")
    assert names == ["每周-竞答.csv", "每周-竞答.csv", "每周-竞答-2.csv", "请假.csv"]
    assert [file["rounds"] for file in view["files"] if "竞答" in file["name"]] == [["w1", "w2", "w3"]] * 2
    assert "病假" in (hall.registry.folder / "seasons" / "year" / "请假.csv").read_text("utf-8")
    assert history(view) == ["created", "taken", "taken", "taken"]


async def test_a_draft_is_saved_with_its_problems_and_earlier_ones_are_kept(device: AsyncClient, hall: Hall):
    view = await made(device)
    wrong = [SERIES | {"points": ["8", "10"], "best": 0, "colour": "red"}]

    checked = done(
        await device.post("/seasons/year/check", json={"draft": view["draft"] | {"series": wrong}})
    )
    after = await saved(device, view, series=wrong, tables=[TABLE])
    stale = await device.post(
        "/seasons/year/rules", json={"version": view["version"], "draft": view["draft"]}
    )

    kept = hall.registry.folder / "seasons" / "year" / "kept"
    assert {"colour", "best"} <= {key for p in checked for key in ("colour", "best") if key in p["place"]}
    assert len(after["problems"]) >= 3
    assert after["year"] is None
    assert stale.json()["reason"] == "stale"
    assert [path.name for path in kept.glob("SEASON-*")] == ["SEASON-0001.toml"]
    assert history(after) == ["created", "saved"]


async def test_the_form_is_told_of_fields_and_not_of_a_file_it_never_sees(device: AsyncClient):
    await made(device)
    event = {"id": "m1", "name": "1月", "from": ["gone.json"]}
    series = [
        SERIES | {"points": [], "of": 0, "minimum": 0},
        SERIES | {"id": "b", "events": [event | {"id": "m2", "from": []}, event], "of": 1, "best": 3},
        SERIES | {"id": "c", "by": "score", "events": []},
    ]
    drafts = [{"series": series, "tables": [TABLE | {"tracks": [], "pool": "gold"}]}, {"series": []}]

    found = [
        problem
        for draft in drafts
        for problem in done(
            await device.post("/seasons/year/check", json={"draft": {"season": {"name": "年"}} | draft})
        )
    ]

    words = [said(problem[key]) for problem in found for key in ("what", "remedy")]
    assert len(found) > 10
    assert [each for each in words if not is_plain(sentence("{words}", words=each))] == []


async def test_of_a_competition_only_locked_tracks_are_taken(device: AsyncClient):
    open_month = await month(device, "三月竞答", [90, 80], locked=False)
    await made(device)

    refused = await device.post("/seasons/year/frozen", json={"file": open_month})

    assert "锁定" in refused.json()["detail"]
    assert (await seen(device, "year"))["files"] == []


async def test_a_final_season_is_an_event_of_a_longer_one(device: AsyncClient):
    quarter = await uploaded(device, season_zip("q1"))
    early = await device.post(f"/seasons/{quarter}/frozen", json={"season": quarter})
    view = await seen(device, quarter)
    done(await device.post(f"/seasons/{quarter}/lock", json=confirmed(view)))
    whole = await made(device)

    sources = done(await device.get("/seasons/year/sources"))
    file = await frozen(device, "year", season=quarter)
    series = SERIES | {"by": "score", "events": [{"id": "q1", "name": "一季度", "from": [file]}]}
    series = {key: value for key, value in series.items() if key not in ("points", "shared")}
    after = await saved(device, whole, series=[series], tables=[TABLE | {"tracks": ["person"]}])

    assert early.json()["reason"] == "incomplete"
    assert [season["id"] for season in sources["seasons"]] == [quarter]
    assert places(after) == [(1, "p1", "85.00"), (2, "p2", "77.50")]


async def test_a_season_is_told_what_its_competitions_have_come_to_since(device: AsyncClient, hall: Hall):
    january, february = [await month(device, name, [90, 80]) for name in ("一月竞答", "二月竞答")]
    await built(device, january, february)
    folder = hall.registry.folder
    before = done(await device.get("/seasons/year/compared"))

    taken = folder / "seasons" / "year" / "一月竞答.json"
    taken.write_text(taken.read_text("utf-8").replace("90", "91"), "utf-8")
    await device.post("/competitions/close", json={"file": february})
    (folder / february).rename(folder / "away")
    after = done(await device.get("/seasons/year/compared"))

    assert before == [
        {"name": "一月竞答.json", "state": "same", "file": january},
        {"name": "二月竞答.json", "state": "same", "file": february},
    ]
    assert [(each["name"], each["state"]) for each in after] == [
        ("一月竞答.json", "changed"),
        ("二月竞答.json", "gone"),
    ]


async def test_who_is_waited_for_keeps_the_season_from_being_final(device: AsyncClient):
    view = await seen(device, await uploaded(device, season_zip()))
    waiting = await saved(device, view, series=[view["draft"]["series"][0] | {"missed": "hold"}])

    refused = await device.post("/seasons/year/lock", json=confirmed(waiting))

    assert "p2" in said(waiting["left"][0])
    assert refused.json()["reason"] == "incomplete"
    assert "第二周" in refused.json()["detail"]


@pytest.mark.parametrize("id", ["../year", "a b", "", "年", "x" * 61, "."])
async def test_an_id_is_a_plain_name_of_a_folder(device: AsyncClient, hall: Hall, id: str):
    answer = await device.post("/seasons", json={"id": id, "name": "竞答年"})

    assert answer.status_code == 400
    assert not (hall.registry.folder / "seasons").exists()


ADDRESSES: Mapping[str, Mapping[str, Any]] = {
    "POST /seasons": {"json": {"id": "a", "name": "b"}},
    "GET /seasons.json": {},
    "GET /seasons.backup": {},
    "GET /seasons.settings": {},
    "POST /seasons.zip": {"files": {"file": ("a.zip", season_zip("other"))}},
    "GET /seasons/year/view": {},
    "GET /seasons/year/sources": {},
    "GET /seasons/year/whole.zip": {},
    "GET /seasons/year/print/list": {},
    "GET /seasons/year/print/pack.zip": {},
    "POST /seasons/year/check": {"json": {"draft": {}}},
    "POST /seasons/year/rules": {"json": {"version": "", "draft": {}}},
    "POST /seasons/year/files": {"files": {"file": ("a.csv", b"x")}},
    "GET /seasons/year/compared": {},
    "POST /seasons/year/frozen": {"json": {"season": "year"}},
    "POST /seasons/year/lock": {"json": confirmed({"version": ""})},
    "POST /seasons/year/reopen": {"json": {"reason": "x"}},
}


@pytest.mark.parametrize("who", ["guest", "J1", "director"])
async def test_nobody_but_the_organiser_sees_or_changes_a_season(
    organiser: AsyncClient, hall: Hall, who: str
):
    await uploaded(organiser, season_zip())
    before = await seen(organiser, "year")
    device, issued = await hall.device(), await cards(organiser)
    if who in issued:
        await join(device, issued[who])

    answers = {
        address: (await device.request(*address.split(" "), **asked)).status_code
        for address, asked in ADDRESSES.items()
    }

    assert answers == dict.fromkeys(ADDRESSES, 401)  # a pass is of a competition alone
    assert await seen(organiser, "year") == before
    assert [season["id"] for season in done(await organiser.get("/seasons.json"))] == ["year"]


def test_every_address_of_a_season_is_tried():
    every = (*OF_SERVER, *paper_addresses.OF_SERVER)
    routes = [route for route in every if isinstance(route, Route)]
    known = {
        f"{method} {route.path.replace('{season}', 'year').replace('{form}', 'list')}"
        for route in routes
        for method in (route.methods or set()) - {"HEAD"}
    }

    assert known - {"GET /seasons", "GET /seasons/year"} == ADDRESSES.keys()


@pytest.mark.parametrize("id", ["none", "..", "year%2F..", ".year"])
async def test_an_unknown_season_is_told_in_words(device: AsyncClient, id: str):
    answer = await device.get(f"/seasons/{id}/view")

    assert answer.status_code in (404, 409)


@pytest.mark.parametrize(
    "draft",
    [
        {"series": "no list", "tables": [1, None, []], "pools": {"a": 1}, "season": 7},
        {"season": {"name": 'a"]\n[files]\n"x" = "y', "roster": ["a"], "\n": "b", "": None}},
        {"series": [{"id": "a", "events": [{"id": 1.5, "from": [None, 7, "x.csv"]}, "e"]}], "\u0000": True},
        {"files": {"weeks.csv": "0"}, "schema": 9},
    ],
    ids=["other types", "a name with TOML in it", "odd events", "what the page does not say"],
)
async def test_whatever_a_draft_says_the_file_of_it_is_toml(
    device: AsyncClient, hall: Hall, draft: dict[str, Any]
):
    view = await made(device)

    answer = await device.post("/seasons/year/rules", json={"version": view["version"], "draft": draft})

    text = (hall.registry.folder / "seasons" / "year" / "SEASON.toml").read_text("utf-8")
    assert answer.status_code == 200
    assert answer.json()["problems"]
    assert tomllib.loads(text)["season"]["id"] == "year"
    assert tomllib.loads(text).get("files", {}) == {}


async def test_a_draft_without_a_bottom_is_refused(device: AsyncClient):
    view = await made(device)
    deep: Any = "x"
    for _ in range(200):
        deep = [deep]

    body = {"version": view["version"], "draft": {"series": deep}}
    answers = [
        await device.post(f"/seasons/year/{path}", json=asked)
        for path, asked in (("rules", body), ("check", {"draft": body["draft"]}))
    ]

    assert [answer.json()["reason"] for answer in answers] == ["malformed", "malformed"]
    assert (await seen(device, "year"))["version"] == view["version"]
