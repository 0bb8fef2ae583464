"""An adoption: a pool whose rules the organiser changed after the lock, with who did it and why."""

from msgspec import Struct

from judging.core.scoring.pool import Pool


class Adoption(Struct, frozen=True):
    """`rules`: the pool as it is from then on. `by` and `signed_by` are labels, as the log has them."""

    rules: Pool
    reason: str
    digest: str  # of what was looked at, see `pools.adoption_digest`
    by: str
    at: str  # UTC
    signed_by: str = ""  # the supervisor, where he countersigned
