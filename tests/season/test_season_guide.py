"""The example of docs/season.md is run as it stands there."""

import re
from pathlib import Path

from judging import cli
from judging.core.scoring.settings import settings_of
from judging.season.rules import Season

GUIDE = Path(__file__).parents[2] / "docs" / "season.md"
FILE = re.compile(r"`(?P<name>[\w.-]+)`[^`\n]*:\n\n```(?:toml|csv|json)\n(?P<text>.*?)```", re.DOTALL)
PRINTED = re.compile(r"It prints:\n\n```text\n(?P<text>.*?)```", re.DOTALL)


def keys_of(record):
    for line in settings_of(record):
        yield line.key
        yield from keys_of(line.rows or line.record) if line.rows or line.record else ()


def test_the_guide_names_every_key_of_a_season():
    guide = GUIDE.read_text("utf-8")

    assert {key for key in keys_of(Season) if not re.search(rf"(?<![\w-]){key}(?![\w-])", guide)} == set()


def test_the_example_of_the_guide_prints_what_the_guide_says(tmp_path, capsys):
    guide = GUIDE.read_text("utf-8")
    for file in FILE.finditer(guide):
        (tmp_path / file["name"]).write_text(file["text"], "utf-8")

    status = cli.main(["season", str(tmp_path / "SEASON.toml")])

    printed = capsys.readouterr()
    assert (status, printed.err) == (0, "")
    said = PRINTED.search(guide)
    assert said is not None
    assert printed.out == said["text"]
