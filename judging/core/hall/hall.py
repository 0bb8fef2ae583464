"""A hall (会场): a place where panels sit, with what is on in it, its screens' programme and its story."""

from msgspec import Struct

from judging.core.publication.standing import Standings
from judging.core.tagged import AnyEvent

from .air import Pace, Playback, Scene
from .performance import PerformanceId

MAIN = "main"  # the hall of a competition that names none; pages do not speak of it


class NamedHall(Struct, frozen=True, forbid_unknown_fields=True):
    """A hall as it is set up."""

    id: str
    name: str
    windows: int = 0  # numbered from 1; 0: a stage alone


class Batch(Struct, frozen=True):
    """Scores that are shown together: 本批得分."""

    performances: tuple[PerformanceId, ...]
    at: str  # UTC, when they came on air last


class StoryEntry(Struct, frozen=True):
    """One line of a console's story: what happened when. The whole story is the log."""

    at: str
    by: str
    event: AnyEvent


class Hall(Struct, frozen=True):
    id: str
    name: str = ""
    windows: int = 0
    on: tuple[PerformanceId, ...] = ()  # on a stage who was called last; walking all who are under way
    on_stage: PerformanceId | None = None  # whom screens and emcee speak of; walking who is revealed
    batch: Batch | None = None  # what scene 本批得分 shows
    scene: Scene = Scene.STANDBY
    identifying: bool = False
    pace: Pace = Pace.STANDARD  # of the reveals to come
    playback: Playback | None = None  # of the reveal on stage
    aired_at: str = ""  # when a ranking came on air last (UTC)
    ranking_on_air: Standings | None = None  # what scene 排名 shows
    ranking_taken_back: str | None = None  # whose ranking went off the air last, as long as it shows
    story: tuple[StoryEntry, ...] = ()  # oldest first
