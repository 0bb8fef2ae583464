"""窗口大类: the class in which an entrant is ranked, from the roster or from the workbook of an indicator."""

from collections.abc import Mapping

from msgspec.structs import replace

from judging.core import checks
from judging.core.people.taking_part import MOST_CLASS, Entrant, names_among
from judging.core.refused import Reason, Refused
from judging.core.scoring.rulebook import Round
from judging.core.sentence import sentence
from judging.core.state import State


def classes_of(state: State, track: str) -> dict[str, str]:
    """By entrant; whoever has none is not in it. What the roster says goes before any workbook."""
    imported = (known.classes for (of, _), known in state.components.items() if of == track)
    found = {id: given for classes in imported for id, given in classes.items()}
    entrants = state.entrants.get(track, {})
    listed = {id: entrant.window_class for id, entrant in entrants.items() if entrant.window_class}
    return {id: given for id, given in (found | listed).items() if id in entrants}


def classes_in(state: State, track: str) -> tuple[str, ...]:
    """Those that somebody of the track is in, in the order of the roster."""
    classes = classes_of(state, track)
    return tuple(dict.fromkeys(classes[id] for id in state.entrants.get(track, {}) if id in classes))


def classed(state: State, track: str, classes: Mapping[str, str]) -> dict[str, Entrant]:
    """The entrants of the track, each with the class that is known of it."""
    return {
        id: replace(entrant, window_class=classes.get(id, ""))
        for id, entrant in state.entrants.get(track, {}).items()
    }


def checked_classes(state: State, track: str, round: Round, given: Mapping[str, str]) -> dict[str, str]:
    """The classes as they are logged. Raises Refused where one is lacking, or an entrant would have two."""
    names = names_among(state.entrants.get(track, {}).values())
    if round.within is None:
        if given:
            raise Refused(Reason.MALFORMED, "“{round}”不分窗口大类，请删去这一列后重新导入", round=round.name)
        return {}
    named = {
        id: checks.text(each, sentence("窗口大类"), most=MOST_CLASS)
        for id, each in given.items()
        if each.strip()
    }
    known = known_elsewhere(state, track, round)
    for id, each in named.items():
        if known.get(id, each) != each:
            raise Refused(
                Reason.MALFORMED,
                "{name}的窗口大类前面写的是“{known}”，这里是“{given}”；一个参赛对象只属于一类，请改成一样的",
                name=names[id],
                known=known[id],
                given=each,
            )
    if missing := tuple(name for id, name in names.items() if id not in named | known):
        raise Refused(
            Reason.INCOMPLETE, "缺少窗口大类：{names}；请在表里或名单上补齐后重新导入", names=missing
        )
    return named


def known_elsewhere(state: State, track: str, round: Round) -> dict[str, str]:
    """The classes by roster and by the workbooks of other rounds."""
    others = {key: known for key, known in state.components.items() if key != (track, round.id)}
    return classes_of(replace(state, components=others), track)
