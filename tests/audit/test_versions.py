"""A record is judged by what the engine of its time fixed; what no engine here computed is said so."""

from msgspec.structs import replace

from judging.core import events as e
from judging.core.hall.performance import ENGINE
from judging.core.scoring.day import TraceStep

from .test_forgery import file, forge, run  # noqa: F401 - a fixture


def of_engine(version: int, *kinds: type):
    """The events of these kinds as if that version had computed them."""

    def forged(event: e.Event) -> e.Event:
        match event:
            case e.MarkingClosed(announced=told) | e.ScoreRevealed(announced=told) if type(event) in kinds:
                return replace(event, announced=replace(told, engine=version))
            case e.StandingsRevealed() | e.TrackLocked() if type(event) in kinds:
                return replace(event, engine=version)
            case _:
                return event

    return forged


SCORES = (e.MarkingClosed, e.ScoreRevealed)
ALL = (*SCORES, e.StandingsRevealed, e.TrackLocked)


def in_words_of_before(event: e.Event) -> e.Event:
    """As the first version wrote it: the steps in words of their own, which nobody can compute again."""
    match of_engine(1, *ALL)(event):
        case e.MarkingClosed(announced=told) | e.ScoreRevealed(announced=told) as old:
            return replace(old, announced=replace(told, trace=(TraceStep(label="合计", text="275÷3"),)))
        case old:
            return old


def test_the_version_is_logged_with_what_was_announced(file, capsys):  # noqa: F811
    status, said = run(file, capsys)

    assert status == 0
    assert f"算分规则版本 {ENGINE}（4 条记录）" in said


def test_an_archive_is_held_to_its_numbers_and_not_to_its_words(file, capsys):  # noqa: F811
    assert len(forge(file, in_words_of_before)) == 4

    status, said = run(file, capsys)

    assert status == 0
    assert "算分规则版本 1（4 条记录，只核对数字）" in said


def test_where_a_row_stood_before_the_last_ranking_is_no_number_of_an_archive(file, capsys):  # noqa: F811
    """Of two tracks shown in turn the first version forgot it."""

    def moved(event: e.Event) -> e.Event:
        match in_words_of_before(event):
            case e.StandingsRevealed(rows=rows) as old:
                return replace(old, rows=tuple(replace(row, before=3) for row in rows))
            case old:
                return old

    forge(file, moved)

    assert run(file, capsys)[0] == 0


def test_an_archive_s_forged_number_is_found(file, capsys):  # noqa: F811
    def forged(event: e.Event) -> e.Event:
        match in_words_of_before(event):
            case e.MarkingClosed(announced=told) | e.ScoreRevealed(announced=told) as old:
                return replace(old, announced=replace(told, raw="99.99"))
            case old:
                return old

    [closed, *_] = forge(file, forged)

    status, said = run(file, capsys)

    assert status == 1
    assert f"第 {closed} 条记录：甲街道中心确认为 90.67，重算为 90.67；不同的是原始得分" in said


def test_a_later_version_is_told_with_what_to_do(file, capsys):  # noqa: F811
    closed, *_ = forge(file, of_engine(ENGINE + 1, *SCORES))

    status, said = run(file, capsys)

    assert status == 1
    assert f"第 {closed} 条记录：由更新的算分规则（版本 {ENGINE + 1}，本程序到 {ENGINE}）算出" in said
    assert "请用新版程序校验" in said


def test_nobody_goes_back_to_an_older_version_to_be_held_to_less(file, capsys):  # noqa: F811
    [locked] = forge(file, of_engine(1, e.TrackLocked))

    status, said = run(file, capsys)

    assert status == 1
    assert f"第 {locked} 条记录：写着算分规则版本 1，而前面已有版本 {ENGINE}" in said
