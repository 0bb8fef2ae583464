"""Questions go with the setting they are about: whoever deletes a round on the page deletes what it asks."""

from collections.abc import Mapping
from typing import Any

from judging.core.scoring.rulebook import Rulebook

from .problems import Problems
from .question_keys import is_there
from .rulesfile import build


def without_lost(raw: Mapping[str, Any], before: Rulebook) -> dict[str, Any]:
    """The page's rules without the questions of *before* whose setting they have no more."""
    rows = raw.get("proposals")
    if not isinstance(rows, list):
        return dict(raw)
    try:
        after = build({key: value for key, value in raw.items() if key != "proposals"})
    except Problems:
        return dict(raw)  # whoever reads them tells all that is wrong
    lost = {each.key for each in before.proposals if not is_there(after, each.key)}
    kept = [row for row in rows if not (isinstance(row, Mapping) and row.get("key") in lost)]
    return {**raw, "proposals": kept}
