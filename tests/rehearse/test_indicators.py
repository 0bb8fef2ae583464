"""Robots play rules with indicators whole, also a track that nobody judges."""

import json
import subprocess
import sys

import pytest

from tests.ranked_windows import RULES


def judging(*arguments):
    command = [sys.executable, "-m", "judging", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=True).stdout


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """The folder of a rehearsal, and what the command said."""
    folder = tmp_path_factory.mktemp("indicators")
    (folder / "rules.toml").write_text(RULES, "utf-8")
    said = judging(
        *("rehearse", folder / "rules.toml", "--data", folder, "--judges", 3, "--entrants", 7, "--seed", 5)
    )
    [file] = folder.glob("*.sqlite")
    return file, said


def test_every_track_is_ranked_and_locked_also_the_one_that_nobody_judges(played):
    assert "窗口人员：7 个参赛对象、0 位评委、0 张评分表，排名已公布并锁定" in played[1]
    assert "展示组：7 个参赛对象" in played[1]
    assert "一致" in judging("verify", played[0])


def test_the_tally_of_the_export_is_what_the_engines_agreed_on(played, tmp_path):
    judging("export", played[0], "--out", tmp_path)
    beside = [
        part
        for name in ("components", "deductions", "status", "order")
        for part in (f"--{name}", tmp_path / f"{name}.csv")
    ]

    found = json.loads(judging("tally", tmp_path / "rules.toml", tmp_path / "marks.csv", *beside, "--json"))

    assert found == json.loads((tmp_path / "results.json").read_text("utf-8"))
    assert found["open"] == {}
    values = [row for row in found["tracks"]["windows"]["scores"] if row["round"] == "calls"]
    assert {row["class"] for row in values} == {"综合窗口", "专业窗口"}
    assert len({row["rank"] for row in values}) > 2
