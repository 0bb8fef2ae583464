"""A secret evaluation: two colleagues could have given each other's marks, and nobody would know.

The same day is played twice; in the second one two evaluators have changed places in what they gave to the
others. Whatever anybody is shown, exported or prints must be the same, byte for byte.
"""

import zipfile
from pathlib import Path

import msgspec
import pytest

from judging.archive.redaction import redacted_export
from judging.audit.export import export, export_log, export_workings
from judging.chronicle.log_lines import log_lines
from judging.core import commands as c
from judging.printouts.forms import FORMS, owners, sheets
from judging.printouts.moment import moment
from judging.views import VIEWS
from tests.day import publish, view
from tests.evaluated_day import EVENING, GIVEN, KEY, NOON, REVIEW, SECRET, EvaluatedDay, evaluator, marks

ABOUT = ("p3", "p4", "p5")  # who is evaluated by both
PLACES = {"p1": "p2", "p2": "p1"}


def played(round, changed=False, closed=True):
    found = EvaluatedDay(round).open()
    for me in GIVEN:
        page = {}
        for owed in found.evaluation.owed_by(me):
            giver = PLACES.get(me, me) if changed and owed.entrant in ABOUT and me != owed.entrant else me
            page[owed.entrant] = marks(giver, owed.entrant)
        found.do(c.SubmitEvaluation(*KEY, page), evaluator(me), NOON)
    if closed:
        found.do(c.CloseEvaluation(*KEY), at=NOON)
        found.do(publish("front")(found.state), at=EVENING)
        found.do(c.LockTrack("front"), at=EVENING)
    return found


ARGUMENTS = {
    **dict.fromkeys(
        ("emcee", "console", "ceremony", "order", "entries", "supervisor", "head", "clocks"), "main"
    ),
    "evaluating": "person/p3",
}
NOT_HERE = {"judge", "recusals", "screen", "typed"}  # nobody sits on a panel, and no screen is there


def shown(found):
    """Every view there is, as it goes to whoever watches it."""
    names = [name for name in VIEWS if name not in NOT_HERE]
    topics = [f"{name}/{ARGUMENTS[name]}" if name in ARGUMENTS else name for name in names]
    return {topic: msgspec.json.encode(view(found.state, topic)) for topic in topics}


def told(found):
    return [msgspec.json.encode(line) for line in log_lines(found.log.entries)]


def printed(found):
    """All sheets of paper, but for the check codes, which are of the log's bytes."""
    now = (
        msgspec.structs.replace(moment(found.log.entries), tail="0" * 64)
        if False
        else moment(found.log.entries)
    )
    return [
        str(sheet.table if hasattr(sheet, "table") else sheet).replace(now.tail, "")
        for name, form in FORMS.items()
        for id in owners(found.state, form)
        for sheet in sheets(now, name, id)
    ]


def exported(found, folder: Path):
    folder.mkdir()
    export(found.state, folder)
    export_workings(found.state, folder)
    export_log(found.log.entries, folder)
    redacted_export(found.state, folder / "published")
    files = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as book:
                sheets_in = [
                    name for name in book.namelist() if "worksheets" in name or "sharedStrings" in name
                ]
                files[str(path.relative_to(folder))] = [book.read(name) for name in sheets_in]
        elif path.is_file():
            files[str(path.relative_to(folder))] = path.read_bytes()
    return files


@pytest.mark.parametrize("closed", [False, True], ids=["before the end", "after the lock"])
def test_no_view_no_line_of_the_log_and_no_paper_tells_who_gave_what(closed):
    one, other = played(SECRET, closed=closed), played(SECRET, changed=True, closed=closed)

    assert shown(one) == shown(other)
    assert told(one) == told(other)
    assert printed(one) == printed(other)


def test_no_export_tells_it_either(tmp_path):
    one, other = (exported(played(SECRET, changed=n > 0), tmp_path / str(n)) for n in range(2))

    assert one == other
    assert "peer-1" in one["marks.csv"].decode()


def test_where_nothing_is_secret_the_marks_are_under_their_names_once_it_is_over(tmp_path):
    one, other = (exported(played(REVIEW, changed=n > 0), tmp_path / str(n)) for n in range(2))

    assert one["marks.csv"] != other["marks.csv"]
    assert "p1" in one["marks.csv"].decode()


@pytest.mark.parametrize("round", [REVIEW, SECRET], ids=["named", "secret"])
def test_before_the_end_no_view_but_the_own_page_changes_with_what_is_given(round):
    one, other = played(round, closed=False), played(round, changed=True, closed=False)

    assert shown(one) == shown(other)
    is_same = view(one.state, "evaluating/person/p1") == view(other.state, "evaluating/person/p1")
    assert is_same == (round is SECRET), "what was given in secret is not even on the own page again"


def test_before_the_end_an_export_has_no_mark(tmp_path):
    found = exported(played(REVIEW, closed=False), tmp_path / "out")

    assert found["marks.csv"].decode().splitlines()[1:] == []
