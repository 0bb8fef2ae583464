"""What of a roster does not agree with the rules: for the import, the command, and who looks before the call.

What is wrong (too many, an unknown district, too few years) is refused at once, however the roster comes in.
What is missing (too few entrants, a team without leader) is refused of a workbook, which is imported whole;
a roster that is typed or pasted grows step by step, so there it only keeps the first entrant from being
called. Rehearsals are free: their people are made up.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from judging.core.people.taking_part import Entrant, names_among
from judging.core.refused import Reason, Refused
from judging.core.scoring.numbers import parse, shortest
from judging.core.scoring.roster_rule import RosterRule
from judging.core.scoring.rulebook import Rulebook, Track
from judging.core.sentence import Sentence, sentence
from judging.core.state import State

Rosters = Mapping[str, Iterable[Entrant]]  # by track
NOBODY: Rosters = {}


class Violation(Struct, frozen=True):
    """`entrant`: its id, "" of the list as a whole; `field`: of `Entrant`, "" where it is about none."""

    entrant: str
    field: str
    what: Sentence
    remedy: Sentence
    is_missing: bool = False  # may still be filled in; else it is wrong


class _Roster(NamedTuple):
    """What is checked, and whom it is counted with."""

    track: Track
    rule: RosterRule
    listed: tuple[Entrant, ...]
    names: Mapping[str, str]
    counted: tuple[Entrant, ...]  # with the other tracks where the rule counts these together
    strangers: tuple[tuple[str, Entrant], ...]  # of other tracks, by the track's name


def violations(
    rules: Rulebook,
    track: str,
    entrants: Sequence[Entrant],
    others: Rosters = NOBODY,
    gone: Iterable[str] = (),
) -> tuple[Violation, ...]:
    """All that is wrong or missing, entrant by entrant, then of the list.

    `others`: the rosters of the tracks; that of *track* itself is passed over. `gone`: the ids of those whose
    place somebody else has taken: of them nothing is asked, and they are not counted.
    """
    found = rules.track(track)
    gone = frozenset(gone)
    roster = _Roster(
        found,
        found.roster,
        tuple(entrants),
        names_among(entrants),
        (*(each for each in entrants if each.id not in gone), *_counted_with(rules, found, others)),
        tuple(
            (other.name, each)
            for other in rules.tracks
            if other != found
            for each in others.get(other.id, ())
        ),
    )
    asked = (entrant for entrant in entrants if entrant.id not in gone)
    alone = (each for entrant in asked for each in _of_entrant(rules, roster, entrant))
    return (*alone, *_too_many(roster), *_too_few(roster))


def _counted_with(rules: Rulebook, track: Track, others: Rosters) -> Iterator[Entrant]:
    for other in rules.tracks if track.roster.pooled and track.pool is not None else ():
        if other.id != track.id and other.pool == track.pool:
            yield from others.get(other.id, ())


def _of_entrant(rules: Rulebook, roster: _Roster, entrant: Entrant) -> Iterator[Violation]:
    for check in (_district, _years, _team, _class):
        yield from check(roster, entrant)
    if rules.one_track:
        yield from _in_two_tracks(roster, entrant)


def _district(roster: _Roster, entrant: Entrant) -> Iterator[Violation]:
    caps, name = roster.rule.districts, roster.names[entrant.id]
    if not caps or cap_of(caps, entrant.district) is not None:
        return
    if not entrant.district:
        what = sentence("{name}没有写所在区", name=name)
        yield Violation(entrant.id, "district", what, sentence("请写明所在区"), is_missing=True)
        return
    what = sentence("{name}的“{district}”不在各区名额里", name=name, district=entrant.district)
    yield Violation(entrant.id, "district", what, _nearest(entrant.district, caps))


def _nearest(written: str, known: Iterable[str]) -> Sentence:
    words = tuple(known)
    near = max(words, key=lambda word: _shared(word, written))
    if 2 * _shared(near, written) >= len(set(written)):
        return sentence("请改正；最接近的是“{nearest}”", nearest=near)
    return sentence("请改为其中之一：{words}", words=words)


def _shared(word: str, written: str) -> int:
    """Characters that stand in both."""
    return len(set(word) & set(written))


def _years(roster: _Roster, entrant: Entrant) -> Iterator[Violation]:
    least, name = roster.rule.years, roster.names[entrant.id]
    if least is None:
        return
    if not entrant.years:
        what = sentence("{name}没有写在岗年限", name=name)
        remedy = sentence("请写年数，至少 {least} 年", least=shortest(least))
        yield Violation(entrant.id, "years", what, remedy, is_missing=True)
    elif parse(entrant.years) < least:
        what = sentence(
            "{name}在岗 {years} 年，不满 {least} 年", name=name, years=entrant.years, least=shortest(least)
        )
        yield Violation(entrant.id, "years", what, sentence("请核对年限，或换一位"))


def _team(roster: _Roster, entrant: Entrant) -> Iterator[Violation]:
    rule, name = roster.rule, roster.names[entrant.id]
    if rule.team is not None and entrant.team is None:
        what = sentence("{name}没有写团队人数", name=name)
        yield Violation(
            entrant.id, "team", what, sentence("请写人数，至少 {least} 人", least=rule.team), True
        )
    elif rule.team is not None and entrant.team is not None and entrant.team < rule.team:
        what = sentence(
            "{name}只有 {team} 人，不足 {least} 人", name=name, team=entrant.team, least=rule.team
        )
        yield Violation(entrant.id, "team", what, sentence("请核对人数，或换一个团队"))
    if rule.leader and not entrant.leader:
        what = sentence("{name}没有写负责人", name=name)
        yield Violation(entrant.id, "leader", what, sentence("请写负责人的姓名"), is_missing=True)


def _class(roster: _Roster, entrant: Entrant) -> Iterator[Violation]:
    known, name = roster.rule.classes, roster.names[entrant.id]
    if not known or entrant.window_class in known:
        return
    if not entrant.window_class:
        what = sentence("{name}没有写窗口大类", name=name)
        remedy = sentence("请写其中之一：{words}", words=known)
        yield Violation(entrant.id, "window_class", what, remedy, is_missing=True)
        return
    what = sentence("{name}的窗口大类“{given}”规则里没有", name=name, given=entrant.window_class)
    yield Violation(entrant.id, "window_class", what, _nearest(entrant.window_class, known))


def _in_two_tracks(roster: _Roster, entrant: Entrant) -> Iterator[Violation]:
    for track, other in roster.strangers:
        if is_same_person(entrant, other):
            what = sentence("{name}在{track}已经报名", name=roster.names[entrant.id], track=track)
            yield Violation(entrant.id, "name", what, sentence("一人只报一个组别，请删去一处"))
            return


def is_same_person(one: Entrant, other: Entrant) -> bool:
    """By person number, as far as the two are not known to be of different units; or by name and unit."""
    may_be_one_unit = not (one.unit and other.unit) or one.unit == other.unit
    if one.number and one.number == other.number and (one.name == other.name or may_be_one_unit):
        return True
    return bool(one.unit) and (one.name, one.unit) == (other.name, other.unit)


def _too_many(roster: _Roster) -> Iterator[Violation]:
    rule, count = roster.rule, len(roster.counted)
    most = min((each for each in (rule.exactly, rule.most) if each is not None), default=count)
    if count > most:
        what = sentence("{whose}有 {count} 个，至多 {most} 个", whose=_of(roster), count=count, most=most)
        yield Violation("", "", what, sentence("请删去 {over} 个", over=count - most))
    entered = Counter(short_district(each.district) for each in roster.counted)
    for district, cap in rule.districts.items():
        if (given := entered[short_district(district)]) > cap:
            what = sentence(
                "{whose}{district}有 {count} 个，名额 {cap} 个",
                whose=_of(roster),
                district=district,
                count=given,
                cap=cap,
            )
            yield Violation("", "district", what, sentence("请删去 {over} 个", over=given - cap))


def _too_few(roster: _Roster) -> Iterator[Violation]:
    wanted, count = roster.rule.exactly, len(roster.counted)
    if wanted is not None and count < wanted:
        what = sentence(
            "{whose}只有 {count} 个，须恰好 {wanted} 个", whose=_of(roster), count=count, wanted=wanted
        )
        yield Violation("", "", what, sentence("请补上 {left} 个", left=wanted - count), is_missing=True)


def _of(roster: _Roster) -> str | Sentence:
    """Whose number it is."""
    if roster.rule.pooled and roster.track.pool is not None:
        return sentence("{track}（与同奖项的组别合计）", track=roster.track.name)
    return roster.track.name


def cap_of(caps: Mapping[str, int], district: str) -> int | None:
    """Of a district as somebody wrote it; None where it is none of those."""
    short = short_district(district)
    return next((cap for known, cap in caps.items() if short_district(known) == short), None)


def short_district(district: str) -> str:
    """“浦东新区” and “浦东” are one."""
    return district.strip().removesuffix("新区").removesuffix("区")


# What a roster has to agree with before it is logged, and before its first entrant is called.


def nothing_wrong(state: State, track: str, entrants: Sequence[Entrant]) -> None:
    """Raises Refused with the first of all that is wrong, and how many there are. Rehearsals are free."""
    if state.rehearsal:
        return
    refuse_wrong(violations(state.rulebook, track, entrants, rosters_of(state), gone_from(state, track)))


def each_fits(state: State, track: str, entrants: Sequence[Entrant]) -> None:
    """As `nothing_wrong`, of who waits or comes late: nobody counts them."""
    if not state.rehearsal:
        found = violations(state.rulebook, track, entrants, rosters_of(state))
        refuse_wrong(each for each in found if each.entrant)


def refuse_wrong(found: Iterable[Violation]) -> None:
    """Raises Refused unless all of it is only missing."""
    wrong = [each for each in found if not each.is_missing]
    if not wrong:
        return
    first = sentence("{what}，{remedy}", what=wrong[0].what, remedy=wrong[0].remedy)
    if len(wrong) == 1:
        raise Refused(Reason.MALFORMED, first)
    raise Refused(
        Reason.MALFORMED, "名单有 {count} 处不合报名要求；第一处：{first}", count=len(wrong), first=first
    )


def of_track(state: State, track: str) -> tuple[Violation, ...]:
    """What is wrong or missing in the roster as it is, of who takes part; nothing in a rehearsal."""
    if state.rehearsal or not (state.rulebook.one_track or state.track(track).roster != RosterRule()):
        return ()
    listed = tuple(state.entrants.get(track, {}).values())
    found = violations(state.rulebook, track, listed, rosters_of(state), gone_from(state, track))
    return tuple(each for each in found if (track, each.entrant) not in state.statuses)


def rosters_of(state: State) -> dict[str, tuple[Entrant, ...]]:
    """By track, without those whose place somebody else has."""
    return {
        track: tuple(each for id, each in known.items() if id not in gone_from(state, track))
        for track, known in state.entrants.items()
    }


def gone_from(state: State, track: str) -> frozenset[str]:
    return frozenset(each.left for each in state.replacements if each.track == track)
