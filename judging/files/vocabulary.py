"""The words a setting may take, each with its Chinese."""

from collections.abc import Mapping
from typing import get_args, get_origin

from judging.core.scoring.awards import ALLOCATE
from judging.core.scoring.panel import REDUCERS
from judging.core.scoring.settings import SettingLine
from judging.core.sentence import Sentence
from judging.core.words import CHOICES
from judging.season.words import CHOICES as OF_SEASONS


def words_of(line: SettingLine) -> Mapping[str, Sentence]:
    """Word in the file → word for people; empty where anything may be written."""
    match line.setting.registry:
        case "reducers":
            return {name: Sentence(reducer.word) for name, reducer in REDUCERS.items()}
        case "allocations":
            return {name: Sentence(way.word) for name, way in ALLOCATE.items()}
        case _:
            kind = get_args(line.type)[0] if get_origin(line.type) is tuple else line.type
            return (CHOICES | OF_SEASONS).get(kind, {}) if isinstance(kind, type) else {}
