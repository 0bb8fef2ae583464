"""`judging rehearse` plays a day of each preset, all of its tracks and rounds."""

import re
import subprocess
import sys

import pytest

PLAYED = {
    "shequ-2024": ["受理中心组", "区运管团队组", "综合窗口一线", "后台、管理人员"],
    "yingzhou-2024": ["集体类", "个人类"],
    "xiaoneng-2022": ["窗口人员", "政务服务中心"],
    "tisheng-2022": ["综合窗口", "线上人工帮办"],
    "sanliang-2023": ["前台窗口工作人员", "后台进驻部门窗口工作人员", "优秀员工", "党员先锋岗"],
}


@pytest.mark.parametrize("name", PLAYED)
def test_it_plays_every_round_of_every_track(name: str, tmp_path):
    size = ["--entrants", "4", "--judges", "4", "--screens", "1", "--seed", "1"]
    command = [sys.executable, "-m", "judging", "rehearse", "--preset", name, *size, "--data", str(tmp_path)]

    ended = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=150)

    assert ended.returncode == 0, ended.stderr
    assert re.findall(r"^  (.+)：4 个参赛对象.*排名已公布并锁定$", ended.stdout, re.MULTILINE) == PLAYED[name]
    assert "没有这个环节" not in ended.stdout
