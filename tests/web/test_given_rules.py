"""`judging run --rules FILE`: a competition is made of the file once, and opened from then on."""

import asyncio
from pathlib import Path

import pytest

from judging import cli, presets
from judging.core.commands import SetRules
from judging.core.people.actor import acting
from judging.core.people.duty import Duty
from judging.files import rulesfile
from judging.web.given_rules import begun, given
from judging.web.registry import Registry
from tests.serving import done, logged_in, served

RULES = presets.load("shequ-2024").text
CHANGED = RULES.replace('weight = "70"', 'weight = "60"', 1)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "练兵.toml"
    path.write_text(RULES, "utf-8")
    return path


async def started(tmp_path: Path, file: Path) -> tuple[Registry, str]:
    """As a start of the program does it. What was open before is open again."""
    registry = Registry(tmp_path / "data")
    await registry.resume()
    return registry, str(await begun(registry, given(file)))


async def test_the_first_start_makes_it_and_the_second_opens_what_was_made(tmp_path: Path, file: Path):
    first, said = await started(tmp_path, file)
    assert "已按规则文件 练兵.toml 新建赛事" in said
    (made,) = first.open.values()
    assert made.state.rules_text == RULES
    await first.close_file(made.file.name)
    await first.close()

    second, said = await started(tmp_path, file)

    assert "没有再建" in said
    assert "改过" not in said
    assert [each.file for each in second.open.values()] == [made.file]
    assert len(second.competitions()) == 1
    await second.close()


async def test_a_changed_file_opens_what_there_is_and_says_how_to_take_it_over(tmp_path: Path, file: Path):
    first, _ = await started(tmp_path, file)
    (made,) = first.open.values()
    await asyncio.to_thread(file.write_text, CHANGED, "utf-8")

    said = str(await begun(first, given(file)))

    assert "以后改过" in said
    assert "“设置 · 规则”里上传" in said
    assert made.state.rules_text == RULES
    assert len(first.competitions()) == 1

    rules = SetRules(rulesfile.read(CHANGED, ""), CHANGED)
    await made.desk.submit("1" * 32, rules, acting(Duty.ORGANISER))
    assert "改过" not in str(await begun(first, given(file)))
    await first.close()


async def test_another_file_makes_another(tmp_path: Path, file: Path):
    registry, _ = await started(tmp_path, file)
    other = file.with_name("另一个.toml")
    await asyncio.to_thread(other.write_text, CHANGED, "utf-8")

    said = str(await begun(registry, given(other)))

    assert "已按规则文件 另一个.toml 新建赛事" in said
    assert len(registry.open) == 2
    await registry.close()


def test_a_faulty_file_is_told_whole_and_nothing_is_made(
    tmp_path: Path, file: Path, capsys: pytest.CaptureFixture[str]
):
    file.write_text(RULES.replace('weight = "70"', 'weight = "很多"'), "utf-8")

    status = cli.main(["run", "--port", "0", "--data", str(tmp_path / "data"), "--rules", str(file)])

    errors = capsys.readouterr().err
    assert status == 2
    assert errors.count("练兵.toml:") >= RULES.count('weight = "70"')
    assert "什么也没有新建" in errors
    assert not (tmp_path / "data").exists()


def test_a_file_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    data = tmp_path / "data"

    assert cli.main(["run", "--port", "0", "--data", str(data), "--rules", str(tmp_path / "none.toml")]) == 2
    assert "读不到" in capsys.readouterr().err
    assert not data.exists()


async def test_the_program_serves_it_from_its_first_answer_on(tmp_path: Path, file: Path):
    data = tmp_path / "data"
    data.mkdir()

    async with served(data, options=("--rules", str(file))) as server, server.client() as organiser:
        await logged_in(organiser, server.link)
        (opened,) = done(await organiser.get("/competitions/open"))

    assert opened["name"] == presets.load("shequ-2024").rulebook.name
