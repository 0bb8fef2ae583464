"""In sentences, how a special award is given."""

from collections.abc import Iterator

from judging.core.scoring.rulebook import Rulebook
from judging.core.scoring.special import Special, SpecialBy
from judging.core.sentence import Sentence, sentence

from .telling import Beside


def beside_special(rulebook: Rulebook, special: Special) -> Iterator[Beside]:
    yield Beside("slots", sentence("{slots} 个名额：{how}", slots=special.slots, how=_how(rulebook, special)))
    if special.title:
        yield Beside("title", sentence("授予“{title}”称号", title=special.title))


def _how(rulebook: Rulebook, special: Special) -> Sentence:
    names = tuple(track.name for track in rulebook.tracks if track.id in special.tracks)
    if special.districts:
        return sentence("由组织者提名区或单位并写明理由，评审会议决定")
    if special.by is SpecialBy.REASON:
        return sentence("由组织者在{tracks}中提名并写明理由，评审会议决定", tracks=names)
    round = rulebook.track(special.tracks[0]).round(special.round)
    criterion = round.criterion(special.criterion).name
    return sentence(
        "{tracks}中“{round}”环节“{criterion}”一项最高的，评审会议决定",
        tracks=names,
        round=round.name,
        criterion=criterion,
    )
