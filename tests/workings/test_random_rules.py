"""Whatever the rules say, an office program computes every cell to the program's own number."""

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from judging.core.scoring.ranking import track_result
from judging.core.scoring.rulebook import Rulebook
from judging.workings.sources import Sources
from judging.workings.to_xlsx import xlsx
from judging.workings.workbook import built
from tests.core.strategies import days, tracks
from tests.workings.recalculated import formulas, recalculated, values

DRAWN = 50  # of which somewhat fewer than half have everybody's sheets
TOGETHER = 6  # tracks in a workbook: an office opens several small ones faster


def drawn():
    """Tracks and days in which nobody is held."""
    found = []

    @given(st.data())
    @settings(
        max_examples=DRAWN, phases=[Phase.generate], database=None, suppress_health_check=list(HealthCheck)
    )
    def draw(data):
        track = data.draw(tracks())
        day = data.draw(days(track))
        result = track_result(track, day)
        if result.standings and not result.held:
            number = len(found)
            found.append((replace(track, id=f"t{number}", name=f"组{number}"), day))

    draw()
    return found


def test_an_office_comes_to_the_same_numbers_cell_by_cell_under_random_rules(tmp_path):
    books = {}
    for start in range(0, len(cases := drawn()), TOGETHER):
        some = cases[start : start + TOGETHER]
        rulebook = Rulebook("random", "随机赛事", tuple(track for track, _ in some))
        days_of = {track.id: day for track, day in some}
        made = Sources(rulebook, days_of, (), lambda _, entrant: entrant, lambda judge: judge)
        books[f"{start}"] = xlsx(built(made))

    again = recalculated(tmp_path, books)

    assert len(cases) > 10
    for name, content in books.items():
        found, written = again[name], formulas(content)
        due = {cell: (written.get(cell), value) for cell, value in values(content).items()}
        assert due == {cell: (formula, found.get(cell)) for cell, (formula, _) in due.items()}
