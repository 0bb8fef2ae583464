"""What does not go together in a special award: whom it goes to, and the criterion it is computed from."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from judging.core.scoring.rulebook import Kind, Rulebook, Track
from judging.core.scoring.special import Special, SpecialBy
from judging.core.sentence import sentence

from .keys import Keys, one_of
from .problems import shown


def refuse_specials(keys: Keys, rulebook: Rulebook, known: Mapping[str, Any]) -> None:
    if not keys.good("tracks", "pools", "specials"):
        return
    taken = {pool.id for pool in rulebook.pools}
    tracks = {track.id: track for track in rulebook.tracks}
    for table, special in zip(keys.inside("specials"), rulebook.specials, strict=True):
        if special.id in taken:
            what = sentence("{value} 已是 [[pools]] 的编号", value=shown(special.id))
            table.refuse("id", what, sentence("换一个没有用过的"))
        _refuse_tracks(table, special, tracks)
        if special.by is SpecialBy.CRITERION and table.is_right:
            _refuse_criterion(table, special, [tracks[id] for id in special.tracks])


def _refuse_tracks(table: Keys, special: Special, tracks: Mapping[str, Track]) -> None:
    for n, id in enumerate(special.tracks):
        if id not in tracks:
            what = sentence("{value} 不是已有的组别", value=shown(id))
            table.refuse_item("tracks", n, what, one_of(id, tracks))
    if special.districts and special.tracks:
        what = sentence("授予区或单位的奖不看组别")
        table.refuse("tracks", what, sentence("删去 tracks，或写 districts = false"))
    if not special.districts and not special.tracks:
        what = sentence("没有写从哪些组别里评")
        table.refuse("tracks", what, sentence("写 tracks = [ … ]，或写 districts = true"))


def _refuse_criterion(table: Keys, special: Special, tracks: list[Track]) -> None:
    """Each of its tracks has it, with the same highest mark: else their values say different things."""
    highest: set[Decimal] = set()
    for track in tracks:
        rounds = {round.id: round for round in track.rounds if round.kind is Kind.JUDGED}
        if special.round not in rounds:
            what = sentence("{track} 没有现场评分的环节 {value}", track=track.id, value=shown(special.round))
            table.refuse("round", what, one_of(special.round, rounds))
            return
        criteria = {each.id: each for each in rounds[special.round].criteria}
        if special.criterion not in criteria:
            wrong = shown(special.criterion)
            what = sentence("环节 {round} 没有评分项 {value}", round=special.round, value=wrong)
            table.refuse("criterion", what, one_of(special.criterion, criteria))
            return
        highest.add(criteria[special.criterion].max)
    if len(highest) > 1:
        what = sentence("几个组别里这个评分项的最高分不同，不能放在一起比")
        table.refuse("tracks", what, sentence("只写一个组别，各组各设一个单项奖"))
