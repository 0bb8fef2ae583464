"""`judging papers`: from a season's files to paper."""

import pytest

from judging.cli import main

from .made_up import season_files


@pytest.fixture
def season(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("judging.printouts.pdf.PROGRAMS", ())
    for name, content in season_files(months=10).items():
        (tmp_path / name).write_bytes(content)
    return tmp_path / "SEASON.toml"


def test_all_paper_comes_in_one_job_and_what_is_private_apart(season, tmp_path, capsys):
    out = tmp_path / "out"

    status = main(["papers", str(season), "--out", str(out), "--first", "1", "--last", "person=2"])

    assert status == 1, "no browser: pages to print by hand"
    assert "个人类成绩单" in (out / "不公开/成绩单.html").read_text("utf-8")
    assert (out / "不公开/成绩单.xlsx").read_bytes().startswith(b"PK")
    assert len(list((out / "不公开/督促提醒函").glob("*.docx"))) == 2
    assert "Ctrl+P" in capsys.readouterr().err


def test_the_public_ones_alone_have_nothing_private(season, tmp_path):
    out = tmp_path / "out"

    main(["papers", str(season), "--out", str(out), "--first", "1", "--last", "person=2", "--public"])

    assert {path.name for path in out.iterdir()} == {"公开", "公开-2024年“一网通办”常态化专项立功竞赛.html"}


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("nobody=3", "没有总表 nobody；有：person、unit"),
        ("three", "“three”不是名次的个数：请写 3 或 person=3"),
    ],
)
def test_a_wrong_number_is_refused_with_the_remedy(season, tmp_path, capsys, said, why):
    assert main(["papers", str(season), "--out", str(tmp_path / "out"), "--first", said]) == 2
    assert why in capsys.readouterr().err


def test_a_changed_file_is_refused(season, tmp_path, capsys):
    (season.parent / "quiz.csv").write_bytes(b"track,round,entrant,score\n")

    assert main(["papers", str(season), "--out", str(tmp_path / "out")]) == 2
    assert "SHA-256" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
