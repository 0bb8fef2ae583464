"""What is said of a check code: computed in the worker, which knows no request."""

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from judging.core.sentence import Sentence
from judging.printouts import proof
from judging.printouts.forms import FORMS
from judging.printouts.moment import Moment, moment
from judging.printouts.sheet import Sheet
from judging.store.sqlite import entries
from judging.views.naming import who


class Superseded(Struct, frozen=True):
    """What a correction after the lock put in the place of what the sheet says, and who stood for it."""

    number: int
    at: str  # UTC
    name: str
    old: str
    new: str
    reason: str
    proposed_by: Sentence
    second_hand: Sentence


class Checked(Struct, frozen=True):
    """What is said of a check code; where no sheet fits it, the tail alone, to compare with the paper's."""

    agrees: bool
    position: int
    is_beyond: bool = False  # the log is shorter than when the sheet was printed: an older copy is open
    at: str = ""  # UTC, of the entry at that position
    tail: str = ""  # 链尾 of the log there
    competition: str = ""
    form: str = ""
    title: str = ""
    lines: tuple[tuple[str, str], ...] = ()  # what must stand on it; empty unless all of it has been revealed
    is_revoked: bool = False  # of a certificate: somebody else is honoured so, or nobody
    is_corrected: bool = False  # the log says something else of it by now
    superseded: tuple[Superseded, ...] = ()  # by which corrections since, where it was public


def checked(file: Path, position: int, letters: str) -> Checked:
    """Replays the log of *file* twice. Raises Unreadable."""
    log = entries(file)
    if position > len(log) or position == 0:
        return Checked(False, position, is_beyond=position > 0)
    then, now = moment(log, position), moment(log)
    return judged(then, now, proof.find(then, letters))


def judged(then: Moment, now: Moment, found: proof.ProvenSheet | None) -> Checked:
    """The answer for a sheet printed *then*, or for none that fits."""
    blank = Checked(found is not None, then.position, at=then.at, tail=then.tail[: proof.TAIL_DIGITS])
    if found is None:
        return blank
    sheet, form = found.sheet, FORMS[found.sheet.form]
    is_public = form.is_public(now.state, sheet)
    return Checked(
        agrees=True,
        position=then.position,
        at=then.at,
        tail=blank.tail,
        competition=then.state.rulebook.name,
        form=form.name,
        title=sheet.title,
        lines=sheet.gist if is_public else (),
        is_revoked=(is_revoked := form.is_revoked(now.state, sheet)),
        is_corrected=not is_revoked and proof.corrected(now, found),
        superseded=tuple(superseded(then, now, sheet)) if is_public else (),
    )


def superseded(then: Moment, now: Moment, sheet: Sheet) -> Iterator[Superseded]:
    """The corrections that took effect since, of what stands on the sheet."""
    place, entrants = sheet.place, now.state.entrants.get(sheet.place.track, {})
    for each in now.state.corrections.values():
        id, known = each.performance, then.state.corrections.get(each.number)
        if each.outcome is None or (known and known.outcome) or id.track != place.track:
            continue
        if place.round not in ("", id.round) or (place.subject in entrants and place.subject != id.entrant):
            continue
        yield Superseded(
            each.number,
            each.at,
            now.state.named(id),
            each.outcome.was.score,
            each.outcome.now.score,
            each.reason,
            who(now.state, each.proposed_by),
            who(now.state, each.second_hand),
        )
