"""Rules files that mean harm: `judging rules check` refuses them by file and line, and costs nothing."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from httpx2 import AsyncClient

from judging.files import Problems, rulesfile

PATIENCE_S = 30
MOST_SAID = 4096  # bytes

HOSTILE = {
    "a hexadecimal number of 20,000 digits": "schema = 0x" + "f" * 20_000,
    "an octal number of 20,000 digits": "schema = 0o" + "7" * 20_000,
    "a huge number in a list": "tracks = [1, 0x" + "f" * 20_000 + "]",
    "a decimal number of 5,000 digits": "schema = " + "9" * 5000,
    "a key of 50,000 parts": ".".join("a" * 50_000) + " = 1",
    "a table of 50,000 parts": "[" + ".".join("a" * 50_000) + "]",
    "a quoted key of 50,000 parts": " . ".join(['"a"'] * 50_000) + " = 1",
    "a list in a list, and so on": "schema = " + "[" * 50_000 + "]" * 50_000,
    "a list in a list, as deep as can be read": "schema = " + "[" * 300 + "]" * 300,
    "a table in a table, and so on": "schema = " + "{a = " * 5000 + "1" + "}" * 5000,
    "a key of a million letters": "a" * 1_000_000 + " = 1",
    "a key with a line break": '"a\\nb" = 1',
    "a word of a million letters": "schema = '" + "x" * 1_000_000 + "'",
    "50,000 tracks": "schema = 1\n" + "[[tracks]]\n" * 50_000,
    "a file of two megabytes": "# " + "x" * 2_000_000,
}


def check(file: Path) -> subprocess.CompletedProcess[str]:
    command = (sys.executable, "-m", "judging", "rules", "check", str(file))
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=PATIENCE_S)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_rules_file_is_refused_with_a_remedy(tmp_path: Path, text: str):
    file = tmp_path / "rules.toml"
    file.write_text(text, "utf-8")

    done = check(file)

    said = done.stdout + done.stderr
    assert done.returncode == 2
    assert "Traceback" not in said
    assert said.startswith(f"{file}:")
    assert len(said.encode()) < MOST_SAID


def test_a_huge_number_from_a_page_is_a_problem_like_any_other():
    with pytest.raises(Problems) as caught:
        rulesfile.build({"schema": 1, "tracks": [{"id": "a", "rounds": [{"places": 1 << 100_000}]}]})

    assert [problem.place for problem in caught.value.problems] == ["tracks[0].rounds[0].places"]


@pytest.mark.parametrize("number", ["9" * 400, "-" + "9" * 4000, "1e400", "9" * 5000])
async def test_whatever_number_a_page_posts_is_answered(organiser: AsyncClient, number: str):
    read = (await organiser.get("/setup/rules")).json()
    body = json.dumps(read).replace('"schema": 1', f'"schema": {number}')

    answer = await organiser.post("/setup/rules", content=body.encode())

    assert number in body
    assert answer.status_code == 400
    assert len(answer.content) < MOST_SAID
