"""What all commands, and all events, have in common on the wire."""

from msgspec import Struct


class AnyCommand(Struct, frozen=True, tag=True, tag_field="kind", forbid_unknown_fields=True):
    """What all commands have in common on the wire: `kind` names the class."""


class AnyEvent(Struct, frozen=True, tag=True, tag_field="kind"):
    """What all events have in common on the wire: `kind` names the class."""
