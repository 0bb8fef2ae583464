"""A draft of the rules as the setup page has it: all that is wrong, and what its sound parts come to."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from judging.core.runnable import of_round
from judging.core.scoring.rulebook import Round, Rulebook, Track
from judging.core.scoring.settings import settings_of
from judging.core.sentence import Sentence, sentence

from .contradictions import tie_steps
from .explain import (
    USUAL_JUDGES,
    about_round,
    about_track,
    about_whole,
    outline,
    tie_words,
)  # fmt: skip
from .explain_pools import beside_pool
from .explain_specials import beside_special
from .form_fields import Choice
from .keys import dotted
from .oddities import NOBODY, Oddity, Seated, in_lines, odd_round, odd_weights, oddities
from .on_page import on_page
from .problems import Problem, Problems
from .rulesfile import build, build_round
from .telling import OutlineLine

Place = str  # key path, as `tracks[0].rounds[1].trim`
LAST_WORDS = {"manual": sentence("评委组长决定先后"), "share": sentence("名次并列")}
DONE_BY = {
    "round": sentence("比这个环节的最后得分，高的在前。"),
    "criterion": sentence("比评委组给这一项的得分，高的在前。"),
    "untrimmed": sentence("比所有计分的评分表的平均，去掉的也算，不舍入，高的在前。"),
    "highest": sentence("比去分之前的最高一份评分表，高的在前。"),
    "lowest": sentence("比去分之前的最低一份评分表，高的在前。"),
    "manual": sentence("请评委组长排出先后，记录在案；没有排定之前，这几个不出名次。"),
    "share": sentence("不再区分：名次相同，后面的名次空出（1、1、3）。"),
}
MOST_TOLD = 200  # problems of rules; who has more begins with these


class TieStep(Choice, frozen=True):
    """A step that a chain may take, with what it does."""

    told: Sentence


class Explained(Struct, frozen=True):
    problems: tuple[Problem, ...]
    told: Mapping[Place, tuple[Sentence, ...]]  # what the settings come to
    unrunnable: Mapping[Place, tuple[Sentence, ...]]  # what the live day cannot obey
    odd: Mapping[Place, tuple[Sentence, ...]]  # what is allowed and rarely meant
    noted: tuple[Sentence, ...]  # the same in one list, each with the names of track and round
    ties: Mapping[Place, tuple[TieStep, ...]]  # the steps each track's chain may take
    outline: tuple[OutlineLine, ...]  # the whole in sentences; () as long as there are problems


class Beside:
    """Sentences by the place that they are about."""

    def __init__(self) -> None:
        self.words: dict[Place, tuple[Sentence, ...]] = {}

    def add(self, place: Place, words: Sentence) -> None:
        self.words[place] = (*self.words.get(place, ()), words)


def explained(raw: Mapping[str, Any], judges: Mapping[str, int], seated: Seated = NOBODY) -> Explained:
    """`judges`: how many the example of the round at a place is of."""
    told, unrunnable = Beside(), Beside()
    rounds = dict(sound_rounds(raw))
    for place, round in rounds.items():
        for key, words in about_round(round, judges.get(place, USUAL_JUDGES)):
            told.add(f"{place}.{key}", words)
        for found in of_round(Track("", "", (round,)), round):
            unrunnable.add(f"{place}.{found.setting}", found.reason)
    problems: tuple[Problem, ...] = ()
    lines: tuple[OutlineLine, ...] = ()
    odd = tuple(of_sound(raw, rounds, seated))
    try:
        rulebook = build(dict(raw))
    except Problems as refused:
        problems = tuple(map(on_page, refused.problems[:MOST_TOLD]))
    else:
        tell_whole(told, rulebook)
        odd, lines = tuple(oddities(rulebook, seated)), tuple(outline(rulebook))
    beside_odd = Beside()
    for each in odd:
        beside_odd.add(dotted(each.path), each.words)
    ties = {
        f"tracks[{i}].ties": steps([r for at, r in rounds.items() if at.startswith(f"tracks[{i}].")])
        for i in range(len(items(raw, "tracks")))
    }
    return Explained(problems, told.words, unrunnable.words, beside_odd.words, in_lines(odd), ties, lines)


def tell_whole(told: Beside, rulebook: Rulebook) -> None:
    """What the settings around the rounds come to."""
    for i, track in enumerate(rulebook.tracks):
        for key, words in about_track(track):
            told.add(f"tracks[{i}].{key}", words)
    homes = {line.key: line.setting.table for line in settings_of(Rulebook)}
    for key, words in about_whole(rulebook):
        told.add(f"{homes[key]}.{key}".removeprefix("."), words)
    for i, pool in enumerate(rulebook.pools):
        for key, words in beside_pool(rulebook, pool):
            told.add(f"pools[{i}].{key}", words)
    for i, special in enumerate(rulebook.specials):
        for key, words in beside_special(rulebook, special):
            told.add(f"specials[{i}].{key}", words)


def steps(rounds: Sequence[Round]) -> tuple[TieStep, ...]:
    track = Track("", "", tuple(rounds))
    return tuple(tie_step(track, step) for step in tie_steps(track.rounds))


def tie_step(track: Track, step: str) -> TieStep:
    kind, _, _ = step.partition(":")
    return TieStep(step, LAST_WORDS.get(step) or tie_words(track, step), DONE_BY[kind])


def of_sound(raw: Mapping[str, Any], rounds: Mapping[Place, Round], seated: Seated) -> Iterator[Oddity]:
    """What is odd in the sound parts of rules that are wrong as a whole."""
    for i, track in enumerate(items(raw, "tracks")):
        at = [f"tracks[{i}].rounds[{j}]" for j in range(len(items(track, "rounds")))]
        sound = tuple(rounds[place] for place in at if place in rounds)
        whole = Track(str(track.get("id", "")), str(track.get("name", "")), sound) if sound else None
        if whole is None:
            continue
        if len(sound) == len(at):
            yield from odd_weights(whole, ("tracks", i))
        for j, place in enumerate(at):
            if place in rounds:
                yield from odd_round(whole, rounds[place], ("tracks", i, "rounds", j), seated)


def sound_rounds(raw: Mapping[str, Any]) -> Iterator[tuple[Place, Round]]:
    """The rounds that are right by themselves, however wrong the others."""
    for i, track in enumerate(items(raw, "tracks")):
        for j, round in enumerate(items(track, "rounds")):
            try:
                yield f"tracks[{i}].rounds[{j}]", build_round(round)
            except Problems:
                continue


def items(raw: object, key: str) -> list[Any]:
    found = raw.get(key) if isinstance(raw, Mapping) else None
    return found if isinstance(found, list) else []
