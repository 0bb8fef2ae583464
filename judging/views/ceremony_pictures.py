"""A step of a ceremony as a picture: the names are those of this step, and nothing hints at another."""

from msgspec import Struct

from judging.core.ceremony.programme import Ceremony, Step, StepKind
from judging.core.honours.decided import award_name, honour_name
from judging.core.honours.honour import Honour
from judging.core.moments import milliseconds
from judging.core.people.taking_part import Entrant
from judging.core.pictures.picture import PictureKey, Use
from judging.core.state import State

# A page of a list: what a hall can read, for as long as it takes.
PAGE_ROWS = 8
PAGE_MS = 10_000


class Honoured(Struct, frozen=True):
    """One who is honoured. `reading` is for whoever reads the name aloud."""

    name: str
    district: str = ""
    unit: str = ""
    title: str = ""
    photo: str = ""  # the hash of the picture, "" where there is none
    reading: str = ""


class CeremonyPicture(Struct, frozen=True):
    """`card`: what the first or last one says, "" for the usual words. Long lists turn their pages."""

    kind: StepKind
    award: str = ""
    level: str = ""
    card: str = ""
    presenter: str = ""
    rows: tuple[Honoured, ...] = ()
    since: int = 0  # when it came on, in ms since 1970: pages are counted from then
    page_rows: int = PAGE_ROWS
    page_ms: int = PAGE_MS


def shown_picture(state: State, hall: str) -> CeremonyPicture | None:
    """What the screens of a hall show of its ceremony; None while none is on."""
    found = state.ceremonies.get(hall)
    if found is None or not found.is_on:
        return None
    return picture_of_step(state, found, found.shown, milliseconds(found.stepped_at))


def picture_of_step(state: State, ceremony: Ceremony, step: Step, since: int = 0) -> CeremonyPicture:
    programme = ceremony.programme
    cards = {StepKind.OPENING: programme.opening, StepKind.CLOSING: programme.closing}
    return CeremonyPicture(
        kind=step.kind,
        award=award_name(state, step.award) if step.award else "",
        level=step.level,
        card=cards.get(step.kind, ""),
        presenter=step.presenter,
        rows=tuple(_honoured(state, honour) for honour in step.honours),
        since=since,
    )


def _honoured(state: State, honour: Honour) -> Honoured:
    """Of an award that is given to a district nothing is known but its name."""
    entrant = state.entrants[honour.track][honour.entrant] if honour.track else Entrant("", "")
    keys = (PictureKey(use, honour.track, honour.entrant) for use in (Use.PHOTO, Use.TEAM))
    return Honoured(
        name=entrant.name if entrant.unit else honour_name(state, honour),
        district=entrant.district,
        unit=entrant.unit,
        title=honour.title,
        photo=next(filter(None, map(state.picture_of, keys)), ""),
        reading=entrant.reading,
    )
