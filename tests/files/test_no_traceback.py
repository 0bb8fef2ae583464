"""Files spoiled at random: each is either read or refused with problems, and nothing else ever happens."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from judging.files import Problems, rulesfile
from judging.files.day_files import Files, read_days
from judging.files.explain import explain
from judging.files.results_json import dump

from .examples import FILES, RULES

RULEBOOK = rulesfile.read(RULES, "rules.toml")

SCRAPS = st.sampled_from(
    [
        "",
        ",",
        '"',
        "\n",
        "\r",
        "[",
        "]",
        "{",
        "}",
        "=",
        ".",
        "-",
        "0",
        "9" * 20,
        "0x" + "f" * 5000,
        "a." * 20,
        "[" * 400,
        "{a = " * 200,
        "1.5",
        "true",
        "absent",
        "share",
    ]
) | st.text(max_size=3)
EDITS = st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 40), SCRAPS), min_size=1, max_size=4)


def spoiled(text, edits):
    for start, length, scrap in edits:
        at = start % (len(text) + 1)
        text = text[:at] + scrap + text[at + length :]
    return text


def check(refused):
    assert refused.problems
    assert all(problem.place and problem.what and problem.remedy for problem in refused.problems)


@settings(max_examples=300)
@given(EDITS)
def test_rules_are_read_or_refused(edits):
    try:
        rulebook = rulesfile.read(spoiled(RULES, edits), "rules.toml")
    except Problems as refused:
        check(refused)
    else:
        assert rulesfile.read(rulesfile.write(rulebook), "x") == rulebook
        assert explain(rulebook)


@settings(max_examples=200)
@given(st.dictionaries(st.sampled_from([name for name in FILES if name.endswith(".csv")]), EDITS))
def test_tables_are_read_or_refused(edits):
    with TemporaryDirectory() as name:
        folder = Path(name)
        for file, text in FILES.items():
            content = spoiled(text, edits.get(file, [])).encode()
            (folder / file).write_bytes(content)
        paths = [
            folder / f"{file}.csv"
            for file in ("marks", "components", "deductions", "status", "order", "decisions")
        ]
        try:
            days = read_days(RULEBOOK, Files(*paths))
        except Problems as refused:
            check(refused)
        else:
            assert set(dump(RULEBOOK, days)) == {"tracks", "awards", "open"}
