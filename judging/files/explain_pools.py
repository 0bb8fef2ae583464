"""In sentences, how an award pool is filled."""

from collections.abc import Iterator, Sequence

from judging.core.scoring.awards import needed
from judging.core.scoring.numbers import shortest
from judging.core.scoring.pool import Level, Pool
from judging.core.scoring.rulebook import Rulebook
from judging.core.sentence import Sentence, sentence

from .telling import Beside


def beside_pool(rulebook: Rulebook, pool: Pool) -> Iterator[Beside]:
    names = {track.id: track.name for track in rulebook.tracks}
    yield Beside(
        "slots", sentence("{slots} 个名额：{how}", slots=pool.slots, how=allocation(names, rulebook, pool))
    )
    for floor in pool.floors:
        words = sentence(
            "{track}不低于 {share}%：{slots} 个里至少 {least} 个",
            track=names[floor.track],
            share=shortest(floor.share),
            slots=pool.slots,
            least=needed(pool, floor.track),
        )
        yield Beside("floors", words)
    if pool.levels:
        yield Beside("levels", about_levels(pool))


def allocation(names: dict[str, str], rulebook: Rulebook, pool: Pool) -> Sentence:
    if pool.allocate == "quota":
        quota = tuple(sentence("{track} {slots} 个", track=names[t], slots=n) for t, n in pool.quota.items())
        return sentence("{quota}", quota=quota)
    members: Sequence[str] = [track.name for track in rulebook.tracks if track.pool == pool.id]
    return sentence("{tracks} 合并按综合成绩取", tracks=tuple(members))


def about_levels(pool: Pool) -> Sentence:
    levels = tuple(
        sentence("{level} {count} 个", level=level_words(level), count=level.count) for level in pool.levels
    )
    if pool.allocate == "quota":
        return sentence("等次：{levels}，按名次先后，各组同名次的按综合成绩", levels=levels)
    return sentence("等次：{levels}，按综合成绩先后", levels=levels)


def level_words(level: Level) -> Sentence:
    if not level.title:
        return sentence("{name}", name=level.name)
    return sentence("{name}（{title}）", name=level.name, title=level.title)
