"""The log in sentences as CSV, for who reads it with other programs."""

from collections.abc import Iterable

from judging.files import exports

from .line_kinds import LINE_KINDS
from .log_lines import LogLine

COLUMNS = (
    "position",
    "at",
    "by",
    "who",
    "kind",
    "hall",
    "track",
    "entrant",
    "sentence",
    "reason",
)


def written(lines: Iterable[LogLine]) -> str:
    """In their order. Several halls, tracks or entrants are parted by blanks; no cell is a formula."""
    return exports.text(COLUMNS, (), [_row(line) for line in lines])


def _row(line: LogLine) -> tuple[str, ...]:
    return (
        str(line.position),
        line.at,
        line.by,
        str(line.who),
        str(LINE_KINDS[line.kind]),
        " ".join(line.halls),
        " ".join(line.tracks),
        " ".join(entrant for _, entrant in line.entrants),
        str(line.sentence),
        str(line.reason),
    )
