"""What a rehearsal found, per hall and track: as the JSON of `--report`, and in words."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from msgspec import Struct

from .after_lock import AfterLock
from .crew import Crew, HallCrew, is_whole
from .device import Counts, Message
from .incidents import Incidents
from .plan import Plan, TrackPlan
from .robots import Submission
from .whole import Whole, told


class Latency(Struct, frozen=True):
    """Milliseconds, over all sheets."""

    p50: float
    p99: float
    max: float


class TrackReport(Struct, frozen=True):
    track: str
    name: str
    entrants: int
    judges: int
    sheets: int
    incidents: Incidents
    standings: list[object]  # rows as the screens showed them in the end


class HallReport(Struct, frozen=True):
    hall: str
    name: str  # "" where there is only one
    tracks: tuple[TrackReport, ...]
    submit_to_acknowledged_ms: Latency | None
    submit_to_last_screen_ms: Latency | None  # None without screens


class NotPlayed(Struct, frozen=True):
    track: str
    name: str
    reasons: tuple[str, ...]


class Report(Struct, frozen=True):
    competition: str
    seed: int
    pace: str
    seconds: float  # from the first call to the last ranking on all screens
    commands: int
    acknowledgements: int
    refusals: int
    retries: int
    sheets: int
    submit_to_acknowledged_ms: Latency | None
    submit_to_last_screen_ms: Latency | None
    halls: tuple[HallReport, ...]
    not_played: tuple[NotPlayed, ...]
    troubles: tuple[str, ...]  # of a supervised day, in the order they came
    notes: tuple[str, ...]  # who and what was made up
    url: str
    file: str  # the competition file
    whole: Whole | None  # what followed the last lock, where it was rehearsed
    archive: str = ""  # the zip of all of it, where it was made


def report(crew: Crew, pace: str, seconds: float, counts: Counts, url: str, file: str) -> Report:
    submissions = [found for judge in crew.judges for found in judge.submissions]
    by_hall = [
        (hall, [sheet for sheet in submissions if hall_of(crew.plan, sheet) == hall.plan.id])
        for hall in crew.halls
    ]
    return Report(
        competition=crew.plan.rules.name,
        seed=crew.plan.seed,
        pace=pace,
        seconds=seconds,
        commands=counts.commands,
        acknowledgements=counts.acknowledgements,
        refusals=counts.refusals,
        retries=counts.retries,
        sheets=len(submissions),
        submit_to_acknowledged_ms=latency([found.acknowledged - found.sent for found in submissions]),
        submit_to_last_screen_ms=latency(
            [span for hall, theirs in by_hall for span in until_last_screen(theirs, _heard(hall))]
        ),
        halls=tuple(_hall(crew, hall, theirs) for hall, theirs in by_hall),
        not_played=tuple(
            NotPlayed(track.track.id, track.track.name, tuple(map(str, track.reasons)))
            for track in crew.plan.tracks
            if track.reasons
        ),
        troubles=tuple(crew.supervised.told) if crew.supervised else (),
        notes=tuple(map(str, crew.plan.notes)),
        url=url,
        file=file,
        whole=crew.after_lock.whole if isinstance(crew.after_lock, AfterLock) else None,
    )


def _hall(crew: Crew, hall: HallCrew, submissions: Sequence[Submission]) -> HallReport:
    tracks = map(crew.plan.track, hall.plan.tracks)
    return HallReport(
        hall=hall.plan.id,
        name=hall.plan.name,
        tracks=tuple(_track(track, crew, hall, submissions) for track in tracks),
        submit_to_acknowledged_ms=latency([found.acknowledged - found.sent for found in submissions]),
        submit_to_last_screen_ms=latency(until_last_screen(submissions, _heard(hall))),
    )


def _track(track: TrackPlan, crew: Crew, hall: HallCrew, submissions: Sequence[Submission]) -> TrackReport:
    panels = [panel for panel in track.panels.values() if panel.hall == hall.plan.id]
    return TrackReport(
        track=track.track.id,
        name=track.track.name,
        entrants=len(track.entrants),
        judges=len({judge.id for panel in panels for judge in panel.judges}),
        sheets=sum(sheet.performance[0] == track.track.id for sheet in submissions),
        incidents=track.incidents,
        standings=_shown(crew, track.track.name),
    )


def _shown(crew: Crew, track: str) -> list[object]:
    """The rows of the track's ranking, by name, as some screen showed it last."""
    heard = (message for hall in crew.halls for screen in hall.screens for message in screen.heard)
    whole = [message for message in heard if is_whole(message.view["ranking"], track)]
    return max(whole, key=lambda message: message.at).view["ranking"]["rows"] if whole else []


def hall_of(plan: Plan, sheet: Submission) -> str:
    """The hall where the judge of *sheet* sits in its round, or waits for a seat, or is in training."""
    track, round, _ = sheet.performance
    return next(
        panel.hall
        for key, panel in plan.track(track).panels.items()
        if key.round == round and panel.sitting(sheet.judge)
    )


def _heard(hall: HallCrew) -> list[list[Message]]:
    return [screen.heard for screen in hall.screens]


def latency(spans_s: Sequence[float]) -> Latency | None:
    """None where there was nothing to measure."""
    if not spans_s:
        return None
    ordered = sorted(spans_s)
    at = (ordered[len(ordered) // 2], ordered[min(len(ordered) - 1, len(ordered) * 99 // 100)], ordered[-1])
    return Latency(*(span * 1000 for span in at))


def until_last_screen(submissions: Sequence[Submission], screens: Sequence[Sequence[Message]]) -> list[float]:
    """Seconds from each submission to when the slowest screen had a view that includes it.

    A screen may skip views; the next one it gets counts.
    """
    found = list[float]()
    if not screens:
        return found
    for heard in screens:
        positions = [message.position for message in heard]
        assert positions == sorted(positions), "a screen went back in time"
    for submission in submissions:
        arrivals = []
        for heard in screens:
            n = bisect_left(heard, submission.position, key=lambda message: message.position)
            arrivals.append(heard[n].at if n < len(heard) else submission.acknowledged)
        found.append(max(arrivals) - submission.sent)
    return found


def in_words(report: Report) -> Iterator[str]:
    """The lines of the text report."""
    entrants = {track.track: track.entrants for hall in report.halls for track in hall.tracks}
    counts = f"{len(report.halls)} 个会场、" if len(report.halls) > 1 else ""
    counts += f"{len(entrants)} 个组别、{sum(entrants.values())} 个参赛对象"
    yield f"演练完成：{counts}，{report.seconds:.1f} 秒（种子 {report.seed}）"
    for hall in report.halls:
        if len(report.halls) > 1 and hall.tracks:
            yield f"{hall.name}："
        for track in hall.tracks:
            who = f"{track.entrants} 个参赛对象、{track.judges} 位评委、{track.sheets} 张评分表"
            yield f"  {track.name}：{who}，排名已公布并锁定"
    for skipped in report.not_played:
        yield f"  {skipped.name}：没有演练。{'；'.join(skipped.reasons)}"
    for note in report.notes:
        yield f"  {note}"
    answers = f"确认 {report.acknowledgements} 条，拒绝 {report.refusals} 条"
    yield from (f"  {trouble}" for trouble in report.troubles)
    yield from (f"  {line}" for line in (told(report.whole) if report.whole else ()))
    yield f"发出 {report.commands} 条指令，{answers}，重试 {report.retries} 次"
    spans = {
        "提交到确认": report.submit_to_acknowledged_ms,
        "提交到最后一块大屏": report.submit_to_last_screen_ms,
    }
    for name, span in spans.items():
        if span:
            yield f"{name}：中位 {span.p50:.1f} 毫秒，99% {span.p99:.1f} 毫秒"
    yield f"赛事文件：{report.file}"
    if report.archive:
        yield f"归档包：{report.archive}"
