"""Award pools that were changed after the lock, as a table beside the export."""

from judging.core.honours.pool_words import pool_changes
from judging.core.state import State
from judging.files import exports

COLUMNS = ("pool", "changes", "reason", "adopted_by", "signed_by", "at")


def write_adoptions(state: State) -> str:
    """Those in force, with what differs from the rules; the log has all that came before."""
    rows = [
        (
            pool.id,
            "；".join(map(str, pool_changes(state.rulebook, pool, found.rules))),
            found.reason,
            found.by,
            found.signed_by,
            found.at,
        )
        for pool in state.rulebook.pools
        if (found := state.adopted.get(pool.id))
    ]
    return exports.text(COLUMNS, (), rows)
