"""Whether what the rules ask about is there."""

from collections.abc import Mapping
from typing import Any

from judging.core.scoring.question import asked
from judging.core.scoring.rulebook import Rulebook
from judging.core.sentence import sentence

from .keys import Keys
from .problems import shown


def refuse_questions(keys: Keys, rulebook: Rulebook, known: Mapping[str, Any]) -> None:
    """Each asks about a setting that is there."""
    if not keys.good("tracks", "pools"):
        return
    for table, question in zip(keys.inside("proposals"), rulebook.proposals, strict=True):
        if table.good("key") and not is_there(rulebook, question.key):
            table.refuse(
                "key",
                sentence("{key} 不是已有的设置", key=shown(question.key)),
                sentence(
                    "照 tracks.组别.rounds.环节.trim 的写法，用已有的编号；设置已经删去的，也删去这一条"
                ),
            )


def is_there(rulebook: Rulebook, key: str) -> bool:
    try:
        asked(rulebook, key)
    except KeyError:
        return False
    return True
