import pytest

from judging.cli import main
from tests.core.changes import RULES
from tests.small_day import SmallDay

from .made_up import full_day, mark, set_up


@pytest.fixture
async def file(tmp_path):
    path = tmp_path / "day.sqlite"
    await full_day().save(path)
    return path


def without_browser(monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("judging.printouts.pdf.PROGRAMS", ())


@pytest.mark.browser
async def test_all_forms_of_a_track_come_in_one_job(file, tmp_path):
    status = main(["print", str(file), "--out", str(tmp_path / "out"), "--track", "centre"])

    made = sorted(path.name for path in (tmp_path / "out" / "受理中心组").iterdir())
    assert status == 0
    assert made == sorted(
        f"{form}.{kind}"
        for form in (
            "成绩汇总表",
            "成绩登记表",
            "评分表",
            "抽签记录",
            "备用评分表",
            "纸质评分表",
            "操作记录",
            "回避声明",
            "选手成绩确认单",
            "集体类奖项申报表",
        )
        for kind in ("pdf", "xlsx")
    )
    assert (tmp_path / "out/受理中心组/成绩汇总表.pdf").read_bytes().startswith(b"%PDF-")


async def test_without_a_browser_there_are_pages_to_print_by_hand(file, tmp_path, monkeypatch, capsys):
    without_browser(monkeypatch)

    status = main(["print", str(file), "--out", str(tmp_path / "out")])

    page = (tmp_path / "out/受理中心组/成绩汇总表.html").read_text("utf-8")
    assert status == 1
    assert "受理中心组成绩汇总表" in page
    assert "/static/" not in page, "the page must not need the server"
    assert "Ctrl+P" in capsys.readouterr().err


async def test_scores_that_were_not_revealed_are_printed_only_when_asked_for(tmp_path, monkeypatch):
    without_browser(monkeypatch)
    log = set_up()
    log.close(mark(log, "c01"))
    await log.save(tmp_path / "day.sqlite")

    main(["print", str(tmp_path / "day.sqlite"), "--out", str(tmp_path / "usual")])
    main(["print", str(tmp_path / "day.sqlite"), "--out", str(tmp_path / "all"), "--all"])

    assert not (tmp_path / "usual/受理中心组/评分表.html").exists()
    assert (tmp_path / "all/受理中心组/评分表.html").exists()


async def test_a_track_that_is_not_there_and_a_file_that_is_none_are_named(file, tmp_path, capsys):
    (tmp_path / "no.sqlite").write_text("x" * 5000)

    assert main(["print", str(file), "--out", str(tmp_path), "--track", "center"]) == 2
    assert "没有组别 center；有：centre" in capsys.readouterr().err
    assert main(["print", str(tmp_path / "no.sqlite"), "--out", str(tmp_path)]) == 2
    assert "不是赛事文件" in capsys.readouterr().err


async def test_a_folder_that_cannot_be_written_is_a_sentence_with_a_remedy(
    file, tmp_path, monkeypatch, capsys
):
    without_browser(monkeypatch)
    (tmp_path / "taken").touch()

    assert main(["print", str(file), "--out", str(tmp_path / "taken")]) == 2
    said = capsys.readouterr().err
    assert f"{tmp_path / 'taken'}" in said
    assert "--out" in said


async def test_printing_leaves_the_competition_as_it_was(file, tmp_path, monkeypatch):
    without_browser(monkeypatch)
    before = file.read_bytes()

    main(["print", str(file), "--out", str(tmp_path / "out")])

    assert file.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "day.sqlite",
        "day.sqlite-tail",
        "day.sqlite.lock",
        "out",
    ]


async def test_the_proposal_of_an_award_pool_has_a_folder_of_its_own(tmp_path, monkeypatch):
    without_browser(monkeypatch)
    await SmallDay(RULES).log.save(tmp_path / "day.sqlite")

    main(["print", str(tmp_path / "day.sqlite"), "--out", str(tmp_path / "all")])
    main(["print", str(tmp_path / "day.sqlite"), "--out", str(tmp_path / "one"), "--track", "front"])

    assert "个人奖获奖建议名单" in (tmp_path / "all/个人奖/获奖建议名单.html").read_text("utf-8")
    assert (tmp_path / "all/个人奖/获奖建议名单.xlsx").exists()
    assert (tmp_path / "one/一线组/成绩汇总表.html").exists()
    assert not (tmp_path / "one/个人奖").exists()
