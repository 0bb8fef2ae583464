"""Paper of a season through the front door: the organiser's alone, and the public zip has nothing private."""

import io
import re
import zipfile

import pytest
from httpx2 import AsyncClient

from judging import assets
from judging.printouts.pdf import is_possible
from judging.printouts.seasons.season_papers import FORMS
from tests.printouts.seasons.made_up import season_files
from tests.quiz_months import WEEKS, confirmed, season_zip, seen, uploaded, zipped
from tests.serving import done

from .conftest import Hall


@pytest.fixture
async def device(hall: Hall) -> AsyncClient:
    return await hall.organiser()


async def locked(device: AsyncClient) -> str:
    id = await uploaded(device, season_zip())
    done(await device.post(f"/seasons/{id}/lock", json=confirmed(await seen(device, id))))
    return id


async def page(device: AsyncClient, id: str, form: str, **query: str) -> str:
    answer = await device.get(f"/seasons/{id}/print/{form}", params=query)
    assert answer.status_code == 200, answer.text
    return answer.text


async def test_a_list_is_seen_before_it_is_printed_and_says_whether_it_is_final(device: AsyncClient):
    id = await uploaded(device, season_zip())

    before = await page(device, id, "list")
    done(await device.post(f"/seasons/{id}/lock", json=confirmed(await seen(device, id))))
    final = await page(device, id, "list")

    assert "85.00" in before
    assert "未定稿" in before
    assert "已定稿" in final
    assert "最美店小二" in final
    assert f'href="/seasons/{id}#prints"' in final


@pytest.mark.parametrize("form", ["list", "honours", "report", "bulletin", "publicity"])
async def test_papers_say_who_confirmed_the_season_once_it_is_final(
    device: AsyncClient, hall: Hall, form: str
):
    id = await uploaded(device, season_zip())
    before = await page(device, id, form, first="1")
    asked = confirmed(await seen(device, id))
    done(await device.post(f"/seasons/{id}/lock", json=asked))

    final = await page(device, id, form, first="1")
    kept = hall.registry.folder / "seasons" / id / "kept" / "final-0001.json"
    kept.write_text(kept.read_text("utf-8").replace("85.00", "99.00"), "utf-8")
    changed = await page(device, id, form, first="1")

    assert "经活动领导小组2026年11月20日确认" in final
    assert "领导小组" not in before + changed


async def test_what_was_changed_after_it_was_final_is_not_printed_as_final(device: AsyncClient, hall: Hall):
    id = await uploaded(device, zipped(season_files(months=10)))
    done(await device.post(f"/seasons/{id}/lock", json=confirmed(await seen(device, id))))
    folder = hall.registry.folder / "seasons" / id
    final, ledger = folder / "kept" / "final-0001.json", folder / "patrols.csv"
    kept, patrols = final.read_text("utf-8"), ledger.read_text("utf-8")

    as_locked = await page(device, id, "list")
    ledger.write_text(patrols.replace("0.5", "0.6"), "utf-8")
    other_ledger = await page(device, id, "list")
    ledger.write_text(patrols, "utf-8")
    final.write_text(kept.replace("91.30", "99.00"), "utf-8")
    other_result = await page(device, id, "list")

    assert "已定稿" in as_locked
    assert "未定稿" in other_ledger
    assert "未定稿" in other_result


async def test_a_report_is_of_the_one_who_was_chosen(device: AsyncClient):
    id = await uploaded(device, season_zip())

    one = await page(device, id, "report", table="person", subject="p1")
    book = await device.get(f"/seasons/{id}/print/report", params={"format": "xlsx"})

    assert one.count('<article class="sheet season-report') == 1
    assert ">第二周<" in one
    assert "p2" not in one
    assert book.content.startswith(b"PK")


async def test_reminders_are_printed_as_many_as_were_asked_for(device: AsyncClient):
    id = await uploaded(device, season_zip())

    letter = await page(device, id, "reminder", **{"last.person": "1"})
    none = await device.get(f"/seasons/{id}/print/reminder")
    many = await device.get(f"/seasons/{id}/print/reminders", params={"last": "2"})
    odd = await device.get(f"/seasons/{id}/print/reminders", params={"last": "-1"})

    assert "p2：" in letter
    assert none.json()["reason"] == "incomplete"
    assert "请改为不多于 1 名" in many.json()["detail"]
    assert odd.status_code == 400


async def test_a_season_with_problems_is_printed_once_they_are_mended(device: AsyncClient, hall: Hall):
    id = await uploaded(device, season_zip())
    (hall.registry.folder / "seasons" / id / "weeks.csv").write_text(WEEKS.replace("90", "91"))

    answer = await device.get(f"/seasons/{id}/print/list")

    assert answer.status_code == 409
    assert "处要改" in answer.json()["detail"]


async def test_ledgers_come_with_the_zip_and_what_they_say_is_printed(device: AsyncClient):
    id = await uploaded(device, zipped(season_files(months=10)))

    told = await page(device, id, "list", table="person")

    assert (await seen(device, id))["problems"] == []
    assert "竞操月月有扣 0.5" in told


@pytest.mark.browser
@pytest.mark.skipif(not is_possible(), reason="no browser to print with")
async def test_the_public_zip_has_nothing_of_whoever_was_reminded(device: AsyncClient):
    id = await locked(device)
    numbers = {"first": "1", "last": "1"}

    public = await device.get(f"/seasons/{id}/print/pack.zip", params={**numbers, "public": "1"})
    whole = await device.get(f"/seasons/{id}/print/pack.zip", params=numbers)

    names, all_names = (zipfile.ZipFile(io.BytesIO(done_bytes(each))).namelist() for each in (public, whole))
    assert {"公开/通报.pdf", "公开/获奖名单.xlsx", "公开/证书.pdf"} <= set(names)
    assert [name for name in names if not name.startswith("公开")] == []
    assert "不公开/督促提醒函/个人类-p2.docx" in all_names


def done_bytes(answer) -> bytes:
    assert answer.status_code == 200, answer.text
    content: bytes = answer.content
    return content


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_paper_has_a_name_on_the_page(language: str):
    words = (assets.tree("static") / "words" / f"{language}.js").read_text("utf-8")
    page = (assets.tree("static") / "season" / "prints.js").read_text("utf-8")

    assert set(re.findall(r'"season\.paper\.(\w+)"', words)) == FORMS.keys()
    assert set(re.findall(r"^  (\w+): \{", page, re.M)) == FORMS.keys()
