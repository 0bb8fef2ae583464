"""Who is proposed for a special award, and why."""

from msgspec import Struct


class Nominee(Struct, frozen=True, forbid_unknown_fields=True):
    """An entrant of a track; or a district or unit by its name, where `track` is ""."""

    track: str
    entrant: str
    reason: str
