"""What counts once an evaluation is over: of a secret group never a single sheet more than was told before.

Else whoever closes it, looks, opens it again for one person and closes it again would read from the
difference what this person gave; and a group's only sheet is known to be this person's from the first.
"""

from collections.abc import Mapping

from msgspec.structs import replace

from judging.core.scoring.rulebook import Round

from .evaluation import Evaluation, Filled, SheetKey

LEAST_SECRET = 3  # sheets that are told together, unless the rules are content with fewer
Given = Mapping[SheetKey, Filled]


def settled(round: Round, found: Evaluation, closed_at: str) -> Evaluation:
    """*found*, closed. Of a secret group too few that are new or changed wait for others, or for ever."""
    counted = _open_ones(round, found.sheets)
    for group, entrant in _secret_places(round, (*found.counted.items(), *found.sheets.items())):
        told, given = (_of(each, group, entrant) for each in (found.counted, found.sheets))
        is_enough = not 0 < _changed(told, given) < least_told(round, group)
        counted |= given if is_enough else told
    return replace(found, closed_at=closed_at, counted=counted)


def least_told(round: Round, group: str) -> int:
    """So many sheets of a secret group are told together at least."""
    minimum = next((each.minimum for each in round.groups if each.id == group), round.minimum)
    return min(LEAST_SECRET, minimum)


def _open_ones(round: Round, given: Given) -> dict[SheetKey, Filled]:
    return {key: sheet for key, sheet in given.items() if not round.is_secret(sheet.group)}


def _secret_places(round: Round, given: tuple[tuple[SheetKey, Filled], ...]) -> set[tuple[str, str]]:
    """Group and entrant."""
    return {(sheet.group, entrant) for (_, entrant), sheet in given if round.is_secret(sheet.group)}


def _of(given: Given, group: str, entrant: str) -> dict[SheetKey, Filled]:
    return {key: sheet for key, sheet in given.items() if key[1] == entrant and sheet.group == group}


def _changed(told: Given, given: Given) -> int:
    """Of how many people the sheet is new, another one, or gone."""
    return sum(_marks(told, key) != _marks(given, key) for key in told.keys() | given.keys())


def _marks(given: Given, key: SheetKey) -> Mapping[str, str]:
    return given[key].marks if key in given else {}
