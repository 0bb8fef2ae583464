"""核分: the two engines over the same day, and where they differ, in sentences."""

from collections.abc import Callable, Iterable

from judging.core.honours.pools import is_locked, rules_in_force
from judging.core.honours.proposal import proposals
from judging.core.publication.ranked import day
from judging.core.sentence import Sentence, sentence
from judging.core.state import State
from judging.files.results_json import dump, dump_award
from judging.second.announcements import standing_unlike, unlike
from judging.second.compare import NOTHING, THERE, Difference, Json, differences, season_differences
from judging.second.logged import Logged, read

Text = tuple[str, bytes | str]  # when an entry was made (UTC), and its event as it is stored

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
    "used_s": sentence("用时（秒）"),
    "over_s": sentence("超时（秒）"),
    "points": sentence("超时扣分"),
    "segments": sentence("各段用时（秒）"),
    "order": sentence("排名的先后"),
    "of": sentence("参加排名的个数"),
    "rows": sentence("成绩的行数"),
    "corrected": sentence("更正"),
    "was": sentence("更正前的得分"),
    "moves": sentence("名次的变动"),
    "settled": sentence("奖项已定"),
    "entered": sentence("纸质评分表的录入"),
    "confirmed": sentence("纸质评分表的复核"),
    "entry": sentence("由两人经手的录入"),
    "events": sentence("各场次"),
    "event_value": sentence("该场分值"),
    "event_place": sentence("该场名次"),
    "event_state": sentence("该场参加情况"),
    "event_counts": sentence("该场是否计入"),
    "to_come": sentence("尚未举行的场数"),
    "inputs": sentence("文件校验值"),
    "season": sentence("赛季编号"),
    "read": sentence("原始记录"),
}


def disagreements(
    after: State, texts: Iterable[Text], asked: bytes | str, asked_at: str = ""
) -> list[Difference]:
    """What keeps a track from being locked or corrected: what is logged does not lead to what the hall knows.

    *texts* are the log's entries, *asked* the event that would be written next, at that
    moment; *after* what the first engine takes all of them for.
    """
    log, event = Logged(), read(asked, asked_at)
    track = after.track(track_of(event))
    try:
        for at, text in texts:
            log.take(read(text, at))
        found = [*standing_unlike(log, track.id), *unlike(log, event)]
        log.take(event)
        found += both(after, log)
    except Exception as error:  # noqa: BLE001 - what the second engine cannot read it does not agree with
        return [unread(track.id, error)]
    return [each for each in found if each.track in (track.id, track.pool)]


def track_of(event: Json) -> str:
    """Of a lock or of a correction."""
    found: str = event["track"] if "track" in event else event["performance"]["track"]
    return found


def both(state: State, log: Logged) -> list[Difference]:
    """Where the engines differ in what the day has come to, and in the awards it proposes."""
    first = dump(rules_in_force(state), {track.id: day(state, track.id) for track in state.rulebook.tracks})
    return differences(_as_proposed(state, first), log.answer())


def _as_proposed(state: State, first: Json) -> Json:
    """With the awards of pools whose tracks are locked as they are put before whoever decides."""
    found = [each for each in proposals(state) if is_locked(state, each.pool)]
    settled = {each.pool: [dump_award(award) for award in each.awards] for each in found if not each.open}
    still_open = {each.pool: str(each.open) for each in found if each.open}
    awards = {pool: given for pool, given in first["awards"].items() if pool not in still_open}
    unsettled = {pool: why for pool, why in first["open"].items() if pool not in settled}
    return {**first, "awards": {**awards, **settled}, "open": {**unsettled, **still_open}}


def of_files(first: Json, second: Callable[[], Json]) -> list[Difference]:
    """Where *second*, asked for the second engine's answer, finds otherwise than *first*.

    Both have the shape of `judging tally --json`.
    """
    return _compared(differences, first, second)


def of_season(first: Json, second: Callable[[], Json]) -> list[Difference]:
    """The same of a season; both have the shape of `judging season --json`."""
    return _compared(season_differences, first, second)


def _compared(
    compare: Callable[[Json, Json], list[Difference]], first: Json, second: Callable[[], Json]
) -> list[Difference]:
    try:
        return compare(first, second())
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
    rules = state.rulebook
    tracks = [known.id for known in rules.tracks if track in (known.id, known.pool)]
    entrants = {id: found for of in tracks for id, found in state.entrants.get(of, {}).items()}
    titles = {pool.id: pool.name for pool in rules.pools} | {known.id: known.name for known in rules.tracks}
    rounds = {each.id: each.name for known in rules.tracks if known.id == track for each in known.rounds}
    name = entrants[entrant].name if entrant in entrants else entrant
    return titles.get(track, track), name, rounds.get(round, round)
