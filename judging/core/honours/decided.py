"""What meetings have decided on each award, as far as it rests on what the scores come to now."""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from judging.core.sentence import Sentence
from judging.core.signing.digests import digest_of
from judging.core.state import State

from .called import called
from .computed import award_name as award_name
from .computed import awards_of as awards_of
from .computed import computed
from .computed_list import Computed
from .decision import Decision, Ruling, Verdict
from .honour import Honour as Honour


class Agenda(Struct, frozen=True):
    """What lies before the next meeting on an award.

    `lines`: the list as it stands, with those who moved up where somebody was vetoed. `undecided`: those of
    them on which nobody has decided for good. `digest` proves all of it.
    """

    award: str
    lines: tuple[Honour, ...]
    undecided: tuple[Honour, ...]
    open: Sentence | None
    notes: tuple[Sentence, ...]
    figures: tuple[str, ...]  # what each line is placed by: a composite, a value, a reason
    digest: str


def decided(state: State, award: str) -> tuple[Honour, ...]:
    """As confirmed, the highest first; () until decided, and while the decision is overtaken."""
    rulings = rulings_of(state, award)
    return tuple(
        line
        for line in agenda(state, award).lines
        if line in rulings and rulings[line].verdict is Verdict.CONFIRMED
    )


def decision_of(state: State, award: str) -> Decision | None:
    """The last that was not withdrawn, overtaken or not."""
    standing = [each for each in state.decisions.get(award, ()) if not each.withdrawn]
    return standing[-1] if standing else None


def is_overtaken(state: State, award: str) -> bool:
    """The scores come to another list than the last decision was made on: it has to be decided anew."""
    last = decision_of(state, award)
    return last is not None and last.computed != computed_digest(computed(state, award))


def undecided(state: State, award: str) -> tuple[Honour, ...]:
    """Of the list as it stands, on whom no meeting has decided for good."""
    return agenda(state, award).undecided


def honour_name(state: State, honour: Honour) -> str:
    """Whom people see honoured: an entrant of a track, or a district."""
    return called(state, honour.track, honour.entrant)


def agenda(state: State, award: str) -> Agenda:
    """Raises KeyError."""
    found, rulings = computed(state, award), rulings_of(state, award)
    if state.rulebook.fill:
        found = _filled(state, award, found, rulings)
    waiting = () if found.open else tuple(line for line in found.lines if not _is_final(rulings.get(line)))
    digest = digest_of("decide", award, found.lines, waiting)
    return Agenda(award, found.lines, waiting, found.open, found.notes, found.figures, digest)


def in_force(state: State, award: str) -> tuple[Decision, ...]:
    """The decisions on the list as it is computed now, oldest first; later ones are on what was left."""
    now, found = computed_digest(computed(state, award)), list[Decision]()
    for each in reversed(state.decisions.get(award, ())):
        if each.withdrawn:
            continue
        if each.computed != now:
            break
        found.insert(0, each)
    return tuple(found)


def rulings_of(state: State, award: str) -> Mapping[Honour, Ruling]:
    """The last ruling in force on each line that was decided."""
    return {ruling.honour: ruling for each in in_force(state, award) for ruling in each.rulings}


def computed_digest(found: Computed) -> str:
    return digest_of("computed", found.lines, str(found.open or ""))


def _filled(state: State, award: str, found: Computed, rulings: Mapping[Honour, Ruling]) -> Computed:
    """With those who move up by the same rules; as it was where these name nobody."""
    gone = {(ruling.honour.track, ruling.honour.entrant) for ruling in rulings.values() if _is_vetoed(ruling)}
    after = computed(state, award, gone) if gone else found
    return replace(found, notes=(*found.notes, after.open)) if after.open else after


def _is_vetoed(ruling: Ruling) -> bool:
    return ruling.verdict is Verdict.VETOED


def _is_final(ruling: Ruling | None) -> bool:
    return ruling is not None and ruling.verdict is not Verdict.DEFERRED
