"""核分: the two engines over the same day, and where they differ, in sentences."""

from collections.abc import Callable, Iterable

from judging.core.live import day
from judging.core.sentence import Sentence, sentence
from judging.core.state import State
from judging.files.results import dump
from judging.second.compare import NOTHING, THERE, Difference, Json, differences
from judging.second.hall import standing_unlike, unlike
from judging.second.logged import Logged, read

Text = bytes | str

# How a page calls what differs.
WORDS: dict[str, Sentence] = {
    "score": sentence("最后得分"),
    "raw": sentence("原始得分"),
    "announced": sentence("现场得分"),
    "deductions": sentence("扣分"),
    "coefficient": sentence("折算系数"),
    "count": sentence("计分的评分表数"),
    "dropped": sentence("去掉的评委"),
    "criteria": sentence("评分项得分"),
    "marks": sentence("各席位的分值"),
    "scores": sentence("各环节得分"),
    "value": sentence("指标值"),
    "class": sentence("指标类别"),
    "rank": sentence("指标名次"),
    "composite": sentence("综合成绩"),
    "place": sentence("名次"),
    "broken_by": sentence("并列的比较"),
    "status": sentence("不排名的原因"),
    "reason": sentence("没有得分的原因"),
    "level": sentence("奖项等次"),
    "title": sentence("称号"),
    "order": sentence("排名的先后"),
    "of": sentence("参加排名的个数"),
    "rows": sentence("成绩的行数"),
    "settled": sentence("奖项已定"),
    "read": sentence("原始记录"),
}


def disagreements(state: State, texts: Iterable[Text], lock: Text) -> list[Difference]:
    """What keeps a track from being locked: the entries' *texts* do not lead to what the hall knows.

    *lock* is the event that would be written next; *state* what the first engine takes the entries for.
    """
    log, event = Logged(), read(lock)
    track = state.track(event["track"])
    try:
        for text in texts:
            log.take(read(text))
        found = [*standing_unlike(log, track.id), *unlike(log, event), *both(state, log)]
    except Exception as error:  # noqa: BLE001 - what the second engine cannot read it does not agree with
        return [unread(track.id, error)]
    return [each for each in found if each.track in (track.id, track.pool)]


def both(state: State, log: Logged) -> list[Difference]:
    """Where the engines differ in what the day has come to."""
    first = dump(state.rulebook, {track.id: day(state, track.id) for track in state.rulebook.tracks})
    return differences(first, log.answer())


def of_files(first: Json, second: Callable[[], Json]) -> list[Difference]:
    """Where *second*, asked for the second engine's answer, finds otherwise than *first*.

    Both have the shape of `judging tally --json`.
    """
    try:
        return differences(first, second())
    except Exception as error:  # noqa: BLE001 - as above
        return [unread("", error)]


def unread(track: str, error: Exception) -> Difference:
    return Difference(track, "", "", "read", THERE, f"{NOTHING} {type(error).__name__}: {error}")


def told(difference: Difference, state: State | None = None) -> Sentence:
    """*difference* with the names *state* knows, or with the ids as files have them."""
    track, entrant, round = _names(difference, state)
    what, first, second = WORDS[difference.what], difference.first, difference.second
    if not entrant:
        return sentence(
            "{track}的{what}：系统 {first}，核分 {second}", track=track, what=what, first=first, second=second
        )
    if not round:
        return sentence(
            "{track} {entrant}的{what}：系统 {first}，核分 {second}",
            track=track,
            entrant=entrant,
            what=what,
            first=first,
            second=second,
        )
    return sentence(
        "{track} {entrant}“{round}”的{what}：系统 {first}，核分 {second}",
        track=track,
        entrant=entrant,
        round=round,
        what=what,
        first=first,
        second=second,
    )


def _names(difference: Difference, state: State | None) -> tuple[str, str, str]:
    track, entrant, round = difference.track, difference.entrant, difference.round
    if state is None:
        return track, entrant, round
    rules, entrants = state.rulebook, state.entrants.get(track, {})
    titles = {pool.id: pool.name for pool in rules.pools} | {known.id: known.name for known in rules.tracks}
    rounds = {each.id: each.name for known in rules.tracks if known.id == track for each in known.rounds}
    name = entrants[entrant].name if entrant in entrants else entrant
    return titles.get(track, track), name, rounds.get(round, round)
