"""The state that the log adds up to, and the questions everybody asks of it."""

from collections.abc import Mapping

from msgspec import Struct

from .events import Event
from .people import Entrant, Judge, Role
from .performance import Performance, PerformanceId, Phase
from .rulebook import Kind, Round, Rulebook, Track
from .show import Pace, Playback, Row, Scene, Screen, Standings

RoundKey = tuple[str, str]  # track id, round id


class Pass(Struct, frozen=True):
    """A card or link that is not void, and the device that holds it."""

    id: str
    role: Role
    judge: str | None
    link: str
    device: str | None = None


class Handover(Struct, frozen=True):
    """A device that asks for a pass which another one holds. `former`: see the event HandoverAsked."""

    pass_id: str
    former: str = ""


class Order(Struct, frozen=True):
    """A running order; drawn with a seed or entered before a witness."""

    entrants: tuple[str, ...]
    seed: str = ""
    witness: str = ""
    at: str = ""


class Components(Struct, frozen=True):
    scores: Mapping[str, str]
    source: str
    at: str


class Hand(Struct, frozen=True):
    """A judge who calls the scorekeeper since *at*. An answered one stands until it is lowered or a call."""

    at: str
    answered: bool = False


class Line(Struct, frozen=True):
    """One line of the console's story: what happened when. The whole story is the log."""

    at: str
    by: str
    event: Event


class State(Struct, frozen=True):
    """Blank until a competition is created. Mappings are replaced, never changed in place."""

    rules: Rulebook | None = None
    rehearsal: bool = False
    created_at: str = ""  # UTC; tells this competition from another of the same name
    entrants: Mapping[str, Mapping[str, Entrant]] = {}  # track → entrant id →
    reserves: Mapping[str, tuple[Entrant, ...]] = {}  # track → who comes next when somebody declines
    panels: Mapping[RoundKey, tuple[Judge, ...]] = {}
    components: Mapping[RoundKey, Components] = {}
    orders: Mapping[RoundKey, Order] = {}
    statuses: Mapping[tuple[str, str], str] = {}  # (track, entrant) →
    performances: Mapping[PerformanceId, Performance] = {}  # those that were called
    on_stage: PerformanceId | None = None  # the one called last, until the next is
    passes: Mapping[str, Pass] = {}
    code_digits: int = 8  # of the login codes that the console makes
    handovers: Mapping[str, Handover] = {}  # asking device →
    login_closed: bool = False
    hands: Mapping[str, Hand] = {}  # judge → in the order they were raised
    screens: Mapping[int, Screen] = {}
    screens_made: int = 0  # the highest number so far; none is used twice
    identifying: bool = False
    scene: Scene = Scene.STANDBY
    pace: Pace = Pace.STANDARD  # of the reveals to come
    playback: Playback | None = None  # of the reveal on stage
    standings: Mapping[str, Standings] = {}  # track → its ranking as it was published last
    aired_at: str = ""  # when the ranking came on air last (UTC)
    ranking_on_air: str | None = None  # the track whose ranking scene 排名 shows
    ranking_taken_back: str | None = None  # the one that went off the air last, until something else comes on
    tie_orders: Mapping[str, Mapping[str, int]] = {}  # track → entrant → place among equals, as decided
    locked: Mapping[str, tuple[Row, ...]] = {}  # track → its final ranking
    locked_at: Mapping[str, str] = {}  # track → UTC
    story: tuple[Line, ...] = ()

    @property
    def rulebook(self) -> Rulebook:
        """Of the competition; call only once there is one."""
        assert self.rules is not None
        return self.rules

    def track(self, id: str) -> Track:
        return self.rulebook.track(id)

    def round(self, track: str, round: str) -> Round:
        return self.track(track).round(round)

    def entrant(self, performance: PerformanceId) -> Entrant:
        return self.entrants[performance.track][performance.entrant]

    def performance(self, id: PerformanceId) -> Performance:
        return self.performances.get(id, WAITING)

    def panel(self, id: PerformanceId) -> tuple[Judge, ...]:
        return self.panels.get((id.track, id.round), ())

    def judge(self, id: str) -> Judge:
        """As some panel seats this judge. Raises KeyError."""
        for panel in self.panels.values():
            for found in panel:
                if found.id == id:
                    return found
        raise KeyError(id)

    @property
    def shown_standings(self) -> Standings | None:
        """What scene 排名 shows."""
        return self.standings[self.ranking_on_air] if self.ranking_on_air is not None else None

    def judged_rounds(self) -> tuple[tuple[Track, Round], ...]:
        return tuple((t, r) for t in self.rulebook.tracks for r in t.rounds if r.kind is Kind.JUDGED)

    def holder(self, device: str) -> Pass | None:
        """The pass this device is logged in by."""
        for held in self.passes.values():
            if held.device == device:
                return held
        return None

    def begun(self, track: str) -> bool:
        """Somebody of this track is on stage or was, or its ranking is public: rules and roster stand."""
        if track in self.locked or track in self.standings:
            return True
        return any(
            id.track == track and (found.sheets or found.phase is not Phase.WAITING)
            for id, found in self.performances.items()
        )


WAITING = Performance()
