"""One award pool as a page changes it, checked by all that a rules file is checked by."""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from judging.core.scoring.pool import Pool
from judging.core.scoring.rulebook import Rulebook

from .lost_questions import without_lost
from .on_page import on_page
from .problems import Problems
from .rulesfile import build
from .writing import as_table


def pool_of_draft(rules: Rulebook, id: str, raw: Mapping[str, Any]) -> Pool:
    """The pool *id* of *rules* as *raw* has it, in the shape of its TOML.

    Raises Problems, each placed by the key path within the pool and in the words of a form.
    """
    at = [pool.id for pool in rules.pools].index(id)
    table = as_table(rules)
    table["pools"][at] = {**raw, "id": id}
    try:
        return build(without_lost(table, rules)).pools[at]
    except Problems as found:
        inside = f"pools[{at}]."
        told = (on_page(each) for each in found.problems)
        raise Problems(replace(each, place=each.place.removeprefix(inside)) for each in told) from None
