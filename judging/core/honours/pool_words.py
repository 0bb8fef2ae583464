"""In sentences, what of a pool is another than before: for whoever signs it, and for papers."""

from collections.abc import Iterator, Mapping

from judging.core.scoring.numbers import shortest
from judging.core.scoring.pool import Level, Pool
from judging.core.scoring.rulebook import Rulebook
from judging.core.sentence import Sentence, sentence

from .pools import tracks_of

NONE = sentence("不设")


def pool_changes(rules: Rulebook, before: Pool, after: Pool) -> Iterator[Sentence]:
    """One for each part that differs."""
    names = tracks_of(rules, after.id)
    if before.slots != after.slots:
        yield sentence("名额 {before} → {after}", before=before.slots, after=after.slots)
    for track, name in names.items():
        given, wanted = before.quota.get(track, 0), after.quota.get(track, 0)
        if given != wanted:
            yield sentence("{track}名额 {before} → {after}", track=name, before=given, after=wanted)
    if before.floors != after.floors:
        was, now = _floors(names, before), _floors(names, after)
        yield sentence("占比下限 {before} → {after}", before=was or NONE, after=now or NONE)
    if before.levels != after.levels:
        was, now = tuple(map(_level, before.levels)), tuple(map(_level, after.levels))
        yield sentence("等次 {before} → {after}", before=was or NONE, after=now or NONE)


def _floors(names: Mapping[str, str], pool: Pool) -> tuple[Sentence, ...]:
    return tuple(
        sentence("{track} {share}%", track=names[floor.track], share=shortest(floor.share))
        for floor in pool.floors
    )


def _level(level: Level) -> Sentence:
    if not level.title:
        return sentence("{level} {count} 个", level=level.name, count=level.count)
    return sentence("{level}（{title}）{count} 个", level=level.name, title=level.title, count=level.count)
