"""What was imported, and from which file, in plain sentences."""

from collections.abc import Callable
from typing import Any

from judging.core import events as e
from judging.core.ledger.recording import RecordLedger
from judging.core.people.appointing import SetPerson
from judging.core.sentence import Sentence, sentence
from judging.core.setup.assigning import EnterAssignment
from judging.core.setup.file_importing import ImportedPart
from judging.core.setup.founding import SetRules
from judging.core.setup.importing import ImportComponents
from judging.core.setup.ordering import EnterOrder
from judging.core.setup.rostering import SetEntrants
from judging.core.setup.seating import SeatPanel
from judging.core.state import State

from .story_names import round_name

DIGITS = 16  # of the SHA-256: two that begin so alike are not found; paper has them all

KINDS = {
    SetRules.__name__: sentence("规则"),
    SetEntrants.__name__: sentence("名单"),
    SetPerson.__name__: sentence("人员与职责"),
    SeatPanel.__name__: sentence("评委"),
    EnterAssignment.__name__: sentence("分组"),
    EnterOrder.__name__: sentence("出场顺序"),
    ImportComponents.__name__: sentence("单项成绩"),
    RecordLedger.__name__: sentence("台账"),
}


def imported(state: State, asked: Any) -> Sentence:
    """Of components: asked for, or imported."""
    return sentence(
        "{round}：导入 {count} 条成绩（{source}）",
        round=round_name(state, asked),
        count=len(asked.scores),
        source=file_name(asked.source, asked.sha256),
    )


def file_name(name: str, sha256: str) -> Sentence:
    """With what tells it from another of the same name, where that is known."""
    if not sha256:
        return sentence("{name}", name=name)
    return sentence("{name}，SHA-256 {digits}…", name=name, digits=sha256[:DIGITS])


def part_in_words(state: State, part: ImportedPart) -> Sentence:
    kind = KINDS[part.kind]
    if part.round:
        return sentence("{round}{kind}", round=round_name(state, part), kind=kind)
    names = {track.id: track.name for track in state.rulebook.tracks}
    if part.track:
        return sentence("{track}{kind}", track=names.get(part.track, part.track), kind=kind)
    return kind


SENTENCES: dict[type, Callable[[State, Any], Sentence]] = {
    e.ComponentsImported: imported,
    e.FileImported: lambda s, v: sentence(
        "以上内容导入自文件：{file}（{parts:、}）",
        file=file_name(v.source.name, v.source.sha256),
        parts=tuple(part_in_words(s, part) for part in v.parts),
    ),
}
