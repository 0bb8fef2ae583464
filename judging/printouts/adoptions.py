"""Award pools that were changed after the lock, in sentences: what, by whom, when and why."""

from collections.abc import Iterator

from judging.core.honours.adoption import Adoption
from judging.core.honours.pool_words import pool_changes
from judging.core.scoring.pool import Pool
from judging.core.state import State
from judging.views.naming import who

from .phrases import local_moment


def pools_adopted(state: State, *pools: str) -> Iterator[str]:
    """One sentence for each adoption in force, of all pools or of these."""
    for pool in state.rulebook.pools:
        if pool.id in state.adopted and (not pools or pool.id in pools):
            yield _told(state, pool, state.adopted[pool.id])


def _told(state: State, pool: Pool, adoption: Adoption) -> str:
    changes = "；".join(map(str, pool_changes(state.rulebook, pool, adoption.rules)))
    signed = f"，{who(state, adoption.signed_by)}会签" if adoption.signed_by else ""
    return (
        f"“{pool.name}”按{who(state, adoption.by)} {local_moment(adoption.at)} 采纳的方案"
        f"（{changes or '与规则原定相同'}；理由：{adoption.reason}{signed}）。"
    )
