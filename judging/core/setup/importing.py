"""Components: the scores of imported rounds, and the values of indicators that no clock takes."""

from collections.abc import Mapping

from msgspec.structs import replace

from judging.core import checks
from judging.core.mappings import with_key
from judging.core.people.actor import Actor
from judging.core.people.taking_part import names_among
from judging.core.publication.on_air import taken_back
from judging.core.refused import Reason, Refused
from judging.core.scoring.imported import NOTHING, bounds, is_imported, takes_nothing
from judging.core.scoring.numbers import parse
from judging.core.scoring.rulebook import Kind, Round
from judging.core.sentence import sentence
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .classing import checked_classes
from .prepared import Components
from .source_file import digest


class ImportComponents(AnyCommand, frozen=True):
    """`classes`: the window class (窗口大类) of each entrant, where the round is ranked within classes.

    Whose class stands on the roster needs none here.
    """

    track: str
    round: str
    scores: Mapping[str, str]
    source: str
    sha256: str = ""  # of the file; "" of scores from no file
    classes: Mapping[str, str] = {}


class ComponentsImported(AnyEvent, frozen=True):
    """Imported scores as decimal texts by entrant; they replace those imported before.

    Of an indicator the measured values, or the word `none`.
    """

    track: str
    round: str
    scores: Mapping[str, str]
    source: str  # the file's name
    sha256: str = ""  # as of ImportComponents
    classes: Mapping[str, str] = {}


def import_components(state: State, command: ImportComponents, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """All entrants of the track at once, or nothing."""
    round = checks.round_of(state, command.track, command.round, Kind.IMPORTED, Kind.INDICATOR)
    if not is_imported(round):
        raise Refused(Reason.UNKNOWN, "“{round}”的指标值取自计时，不导入", round=round.name)
    checks.unlocked(state, command.track)
    names = names_among(state.entrants.get(command.track, {}).values())
    given = dict.fromkeys((*command.scores, *command.classes))
    if strangers := tuple(id for id in given if id not in names):
        raise Refused(Reason.UNKNOWN, "名单中没有：{ids}；请改正编号后重新导入", ids=strangers)
    if missing := tuple(name for id, name in names.items() if id not in command.scores):
        raise Refused(Reason.INCOMPLETE, "缺少成绩：{names}；请补齐后重新导入", names=missing)
    for id, score in command.scores.items():
        on_scale(round, names[id], score)
    classes = checked_classes(state, command.track, round, command.classes)
    source = checks.text(command.source, sentence("来源文件名"))
    sha256 = digest(command.sha256) if command.sha256 else ""
    return (ComponentsImported(command.track, command.round, command.scores, source, sha256, classes),)


def on_scale(round: Round, name: str, score: str) -> None:
    """Raises Refused for what is no score of the round, nor a value of its indicator."""
    if score == NOTHING and takes_nothing(round):
        return
    lowest, highest = bounds(round)
    try:
        value = parse(score)
    except ValueError:
        raise Refused(
            Reason.MALFORMED, "{name}的成绩“{score}”不是普通数字，请改正", name=name, score=score
        ) from None
    if not lowest <= value <= highest:
        raise Refused(
            Reason.OUT_OF_RANGE,
            "{name}的“{round}”成绩 {score} 不在 {low}～{high} 之内，请改正后重新导入",
            name=name,
            round=round.name,
            score=score,
            low=lowest,
            high=highest,
        )


def components_imported(state: State, event: ComponentsImported, at: str) -> State:
    """A ranking made of other components is withdrawn."""
    state = taken_back(state, event.track)
    components = Components(event.scores, event.source, at, event.sha256, event.classes)
    return replace(state, components=with_key(state.components, (event.track, event.round), components))
