"""开赛前检查: what is not ready before the first call, and what is only worth a look.

A pure function of the state and of what the server alone knows. Nothing is said that cannot be known: of a
phone's battery or of the clock of a device nobody has told.
"""

from collections.abc import Callable, Iterator

from msgspec import Struct

from judging.core.hall.windows import lacks_windows
from judging.core.marking.avoiding import shortages, without_particulars
from judging.core.people.duty import Duty
from judging.core.people.holder import Pass
from judging.core.people.reaching import Reach, appointed
from judging.core.runnable import of_round
from judging.core.scoring.imported import is_imported
from judging.core.scoring.oversight import Act
from judging.core.sentence import Sentence, sentence
from judging.core.setup.answering import unanswered
from judging.core.setup.grouping import lacks_groups
from judging.core.setup.roster_checks import Violation, of_track
from judging.core.signing.requiring import rule_signers
from judging.core.signing.signers import supervisors
from judging.core.signing.waiting import waiting
from judging.core.state import PanelKey, State
from judging.core.timing.timekeeping import timed_halls


class Beside(Struct, frozen=True):
    """What the log does not know."""

    judges: frozenset[str] = frozenset()  # whose phones are there now
    screens: int = 0  # browsers at /screen without a name
    has_copy: bool = False  # since the competition was opened
    copies_apart: bool = False  # on another disk than this computer's
    copy_trouble: Sentence | None = None


class ReadyLine(Struct, frozen=True):
    """`at`: the page where it is put right, within the competition."""

    blocks: bool  # not ready; else a warning
    text: Sentence
    remedy: Sentence
    at: str


class ReadinessView(Struct, frozen=True):
    """`lines` are those of before the first call: later ones there are none."""

    begun: bool
    lines: tuple[ReadyLine, ...] = ()  # what blocks first


Lines = Iterator[ReadyLine]


def readiness(state: State, beside: Beside) -> ReadinessView:
    if any(performance.is_begun for performance in state.performances.values()):
        return ReadinessView(begun=True)
    found = [line for check in CHECKS for line in check(state, beside)]
    return ReadinessView(False, tuple(sorted(found, key=lambda line: not line.blocks)))


def _not_ready(text: Sentence, remedy: Sentence, at: str) -> ReadyLine:
    return ReadyLine(True, text, remedy, at)


def _warning(text: Sentence, remedy: Sentence, at: str) -> ReadyLine:
    return ReadyLine(False, text, remedy, at)


def _taking_part(state: State, track: str) -> list[str]:
    return [id for id in state.entrants.get(track, {}) if (track, id) not in state.statuses]


def _keys(state: State) -> Iterator[PanelKey]:
    """The panels before which somebody comes."""
    for track, round in state.performed_rounds():
        if _taking_part(state, track.id):
            yield from state.panel_keys(track.id, round.id)


def _part(state: State, key: PanelKey) -> str | Sentence:
    round = f"{state.track(key.track).name} {state.round(key.track, key.round).name}"
    return sentence("{round}评委组{panel}", round=round, panel=key.panel) if key.panel else round


def _roster(state: State, beside: Beside) -> Lines:
    if not any(_taking_part(state, track.id) for track in state.rulebook.tracks):
        yield _not_ready(sentence("还没有参赛对象"), sentence("请导入或填写名单"), "/setup#entrants")


def _questions(state: State, beside: Beside) -> Lines:
    """Open questions block nothing: a competition may go as its rules propose."""
    open = set(unanswered(state))
    if asks := {question.ask for question in state.rulebook.proposals if question.key in open}:
        yield _warning(
            sentence("规则里有 {count} 项方案没有规定，还没有主办方确定", count=len(asks)),
            sentence("请逐项确定：就按建议，或改"),
            "/setup#questions",
        )


def _entries(state: State, beside: Beside) -> Lines:
    """What of each roster is not as the rules ask: the first of a kind, and how many more there are."""
    for track in state.rulebook.tracks:
        kinds: dict[tuple[str, bool], list[Violation]] = {}
        for each in of_track(state, track.id) if state.entrants.get(track.id) else ():
            kinds.setdefault((each.field, each.is_missing), []).append(each)
        for first, *more in kinds.values():
            text = first.what
            if more:
                text = sentence("{first}（还有 {count} 处类似）", first=first.what, count=len(more))
            yield _not_ready(text, first.remedy, "/setup#entrants")


def _copied(state: State, beside: Beside) -> Lines:
    """Until passes are issued: then whoever is on the seats has been looked at."""
    if state.origin and state.panels and not any(held.judge for held in state.passes.values()):
        yield _not_ready(
            sentence("评委照搬自“{name}”，还没有制发证件", name=state.origin.name),
            sentence("请核对；换人可把名单粘进 1 号席，一次换完一组"),
            "/setup#panel",
        )


def _rounds(state: State, beside: Beside) -> Lines:
    """Panels, lots, orders; what of the rules cannot be obeyed."""
    for key in _keys(state):
        part, round = _part(state, key), state.round(key.track, key.round)
        if key not in state.panels:
            yield _not_ready(sentence("{part}还没有评委", part=part), sentence("请安排席位"), "/setup#panel")
        for lacking in (*lacks_groups(round, state.panels.get(key)), *lacks_windows(state, key)):
            yield _not_ready(sentence("{part}：{why}", part=part, why=lacking), ARRANGE, "/setup#panel")
        for reason in of_round(state.track(key.track), round):
            yield _not_ready(reason.reason, sentence("请改规则"), "/setup#rules")
        if round.panels and (key.track, key.round) not in state.assignments:
            yield _not_ready(
                sentence("{part}还没有分组", part=part), sentence("请抽签或录入"), "/setup#assignment"
            )
        if (key.track, key.round) not in state.orders:
            yield _not_ready(
                sentence("{part}还没有出场顺序", part=part), sentence("请抽签或录入"), "/setup#order"
            )


ARRANGE = sentence("请安排")


def _components(state: State, beside: Beside) -> Lines:
    for track in state.rulebook.tracks:
        for round in track.rounds:
            made = state.components.get((track.id, round.id))
            known = made.scores if made else {}
            left = [id for id in _taking_part(state, track.id) if id not in known]
            if is_imported(round) and left:
                yield _not_ready(
                    sentence(
                        "{track}{round}还缺 {count} 个参赛对象的成绩",
                        track=track.name,
                        round=round.name,
                        count=len(left),
                    ),
                    sentence("请导入单项成绩"),
                    "/setup#components",
                )


def _seats(state: State, beside: Beside) -> Lines:
    """Nobody on a seat; or somebody whose phone is not there."""
    logged_in = {held.holder for held in state.passes.values() if held.device}
    for key in _keys(state):
        for judge in state.panels[key].judges if key in state.panels else ():
            part, seat, name = _part(state, key), judge.seat, judge.name
            if judge.id not in logged_in:
                yield _not_ready(
                    sentence("{part}：{seat}号席 {name} 还没有就座", part=part, seat=seat, name=name),
                    sentence("请评委扫证件上的二维码，或在控制台发登录码"),
                    "/setup#passes",
                )
            elif judge.id not in beside.judges:
                yield _warning(
                    sentence("{part}：{seat}号席 {name} 的手机不在线", part=part, seat=seat, name=name),
                    sentence("请评委打开评分页面，并看现场无线网络"),
                    "/console",
                )


def _screens(state: State, beside: Beside) -> Lines:
    halls = {state.hall_of_panel(key) for key in _keys(state)}
    for hall in (each for each in state.halls.values() if each.id in halls):
        if any(screen.hall == hall.id and screen.name for screen in state.screens.values()):
            continue
        remedy = (
            sentence("有 {count} 块大屏等待命名，请在控制台命名", count=beside.screens)
            if beside.screens
            else sentence("请在大屏电脑上打开 /screen，再在控制台命名")
        )
        yield _not_ready(sentence("{hall}还没有大屏", hall=hall.name or NO_HALL), remedy, "/console")


NO_HALL = sentence("会场")


def _signatures(state: State, beside: Beside) -> Lines:
    if state.rulebook.sign_rules and (missing := rule_signers(state)):
        yield _not_ready(
            sentence("规则还没有签字确认：{who}", who=missing), sentence("请用 PIN 在规则上签字"), "/signing"
        )
    tracks = [track for track in state.rulebook.tracks if _taking_part(state, track.id)]
    for track in tracks if state.rulebook.countersign else ():
        if not supervisors(state, track.id):
            yield _not_ready(
                sentence("{track}须会签，还没有监督员", track=track.name), APPOINT, "/setup#people"
            )
    for due in waiting(state) if state.rulebook.countersign else ():
        if due.thing.act in (Act.DRAW, Act.START):
            yield _not_ready(
                sentence("还没有会签：{what}", what=due.thing.name), sentence("请监督员会签"), "/signing"
            )


APPOINT = sentence("请在“人员与职责”中任命")


def _two_pairs_of_eyes(state: State, beside: Beside) -> Lines:
    """Whoever has a scorekeeper needs a verifier, and the other way round: nobody confirms the own typing."""
    for key in _keys(state):
        reach = Reach(frozenset({state.hall_of_panel(key)}), key.track, key)
        score, verify = (tuple(appointed(state, (duty,), reach)) for duty in PAIR)
        if bool(score) != bool(verify):
            yield _not_ready(WITHOUT[bool(score)](_part(state, key)), APPOINT, "/setup#people")
    if not any(each.duty in PAIR for person in state.people.values() for each in person.appointments):
        yield _warning(
            sentence("没有任命记分员和复核员：纸质评分表由组织者和场控录入，录入的人不能自己复核"),
            APPOINT,
            "/setup#people",
        )


PAIR = (Duty.SCOREKEEPER, Duty.VERIFIER)
WITHOUT: dict[bool, Callable[[str | Sentence], Sentence]] = {
    True: lambda part: sentence("{part}有记分员，还没有复核员", part=part),
    False: lambda part: sentence("{part}有复核员，还没有记分员", part=part),
}


def _staff(state: State, beside: Beside) -> Lines:
    """Who announces, and who keeps the time."""
    several = len(state.halls) > 1
    timed = timed_halls(state)
    for hall in state.halls.values():
        if not any(state.hall_of_panel(key) == hall.id for key in _keys(state)):
            continue
        name = hall.name if several else NO_HALL
        if not _is_there(state, Duty.EMCEE, hall.id):
            yield _warning(sentence("{hall}的主持人还没有登录", hall=name), SCAN, "/setup#passes")
        if hall.id in timed and not _is_there(state, Duty.TIMEKEEPER, hall.id):
            yield _warning(sentence("{hall}的计时员还没有登录", hall=name), SCAN, "/setup#passes")


SCAN = sentence("请扫证件上的二维码登录")


def _is_there(state: State, duty: Duty, hall: str) -> bool:
    return any(held.device and _serves(state, held, duty, hall) for held in state.passes.values())


def _serves(state: State, held: Pass, duty: Duty, hall: str) -> bool:
    """Whether its holder has the duty in this hall."""
    if not held.person:
        return held.role is duty and held.hall in (None, hall)
    return any(each.id == held.person for each in appointed(state, (duty,), Reach(frozenset({hall}))))


def _recusals(state: State, beside: Beside) -> Lines:
    for short in shortages(state):
        yield _warning(
            sentence(
                "{part}：{names}回避后，{entrant}只剩 {left} 位{group}评委，少于 {minimum} 位",
                part=_part(state, short.key),
                names=tuple(judge.name for judge in short.recused),
                entrant=state.name_of(short.key.track, short.entrant),
                left=short.left,
                group=short.group,
                minimum=short.minimum,
            ),
            sentence("请增加席位或候补评委，或换评委组；否则须由评委组长决定"),
            "/setup#recusals",
        )
    for key in _keys(state):
        if names := without_particulars(state, key):
            yield _warning(
                sentence(
                    "{part}按单位或区自动回避，但还没有登记：{names}", part=_part(state, key), names=names
                ),
                sentence("请在“人员与职责”中登记评委的单位和区"),
                "/setup#people",
            )


def _copies(state: State, beside: Beside) -> Lines:
    if beside.copy_trouble:
        yield _warning(beside.copy_trouble, sentence("请看备份"), "/console")
    elif not beside.has_copy:
        yield _warning(sentence("还没有备份"), sentence("请插入 U 盘，并用 --backup 指明位置"), "/console")
    elif not beside.copies_apart:
        yield _warning(
            sentence("备份在本机硬盘上，电脑坏了就一起丢失"),
            sentence("最好备份到 U 盘"),
            "/console",
        )


CHECKS: tuple[Callable[[State, Beside], Lines], ...] = (
    _roster,
    _questions,
    _entries,
    _copied,
    _rounds,
    _components,
    _seats,
    _screens,
    _signatures,
    _two_pairs_of_eyes,
    _staff,
    _recusals,
    _copies,
)
