"""The state that the log adds up to, and the questions everybody asks of it."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from judging.core.appeals.objection import Objection
from judging.core.appeals.publicity import Final, Publicity
from judging.core.attendance.chain import Replacement
from judging.core.attendance.checkin import NOBODY_YET, Checkin
from judging.core.balloting.slip import SlipBatch, VisitCodes
from judging.core.ceremony.programme import Ceremony
from judging.core.correction.record import Correction, Mended
from judging.core.entering.waiting_entry import WaitingEntry
from judging.core.evaluating.evaluation import Evaluation
from judging.core.hall.air import Screen
from judging.core.hall.hall import MAIN, Hall
from judging.core.hall.performance import Performance, PerformanceId
from judging.core.honours.adoption import Adoption
from judging.core.honours.decision import Decision
from judging.core.honours.honour import Honour
from judging.core.honours.nominee import Nominee
from judging.core.intake.receipt import Receipt, ReceiptKey
from judging.core.ledger.ledger_entry import LedgerEntry
from judging.core.marking.hand import Hand
from judging.core.marking.recusal import Recusal
from judging.core.marking.trial import Trial
from judging.core.papers.certificate import Certificate
from judging.core.papers.paper_template import PaperKind, PaperTemplate
from judging.core.people.holder import Handover, Pass
from judging.core.people.person import Person
from judging.core.people.taking_part import Entrant, Judge, name_among
from judging.core.pictures.picture import Pictured, PictureKey
from judging.core.publication.standing import StandingRow, Standings
from judging.core.publication.tie_ballot import TieBallot
from judging.core.rectifying.rectification import Rectification
from judging.core.scoring.rulebook import Manner, Round, Rulebook, Track
from judging.core.setup.origin import Origin
from judging.core.setup.prepared import Answer, Assignment, Components, Order, Panel, Sitting
from judging.core.signing.signature import Flag, Pin, Signature

RoundKey = tuple[str, str]  # track id, round id


class PanelKey(NamedTuple):
    """One panel of a judged round; `panel` is "" in a round that has only one."""

    track: str
    round: str
    panel: str = ""


class State(Struct, frozen=True):
    """Blank until a competition is created. Mappings are replaced, never changed in place."""

    rules: Rulebook | None = None
    rules_text: str = ""  # the file they were read from, if they were
    settled: Mapping[str, Answer] = {}  # by the key of the question; what is not in here is still open
    rehearsal: bool = False
    days_ahead: int = 0  # of the server's clock, which only a rehearsal may be
    created_at: str = ""  # UTC; tells this competition from another of the same name
    origin: Origin | None = None  # of a copy
    entrants: Mapping[str, Mapping[str, Entrant]] = {}  # track → entrant id →
    reserves: Mapping[str, tuple[Entrant, ...]] = {}  # track → who comes next when somebody declines
    replacements: tuple[Replacement, ...] = ()  # 顺延, oldest first
    halls: Mapping[str, Hall] = field(default_factory=lambda: {MAIN: Hall(MAIN)})
    panels: Mapping[PanelKey, Panel] = {}
    assignments: Mapping[RoundKey, Assignment] = {}
    components: Mapping[RoundKey, Components] = {}
    ledger: Mapping[int, LedgerEntry] = {}  # 台账, by number, from 1; struck out ones, too
    orders: Mapping[RoundKey, Order] = {}
    statuses: Mapping[tuple[str, str], str] = {}  # (track, entrant) →
    checkins: Mapping[PerformanceId, Checkin] = {}  # of those who came, or were called and did not
    entries: Mapping[int, WaitingEntry] = {}  # by number: what the rules ask a second person for
    entries_made: int = 0  # the highest number so far
    performances: Mapping[PerformanceId, Performance] = {}  # those that were called
    evaluations: Mapping[RoundKey, Evaluation] = {}  # of rounds whose sheets stand alone
    receipts: Mapping[ReceiptKey, Receipt] = {}  # 收件: what the districts have handed in
    people: Mapping[str, Person] = {}
    former: Mapping[str, Person] = {}  # who was removed, as the log and the papers still name them
    trials: Mapping[PanelKey, Trial] = {}  # 试评: the last of each panel; nothing counts them
    passes: Mapping[str, Pass] = {}
    slips: Mapping[str, str] = {}  # hash of what a code holds → the batch, or the codes at the windows
    slip_batches: Mapping[str, SlipBatch] = {}
    visit_codes: Mapping[str, VisitCodes] = {}  # that stand, or were taken down last
    remarks: Mapping[RoundKey, tuple[tuple[str, str], ...]] = {}  # what visitors wrote: entrant and text
    code_digits: int = 8  # of the login codes that the console makes
    handovers: Mapping[str, Handover] = {}  # asking device →
    login_closed: bool = False
    hands: Mapping[str, Hand] = {}  # judge → in the order they were raised
    recusals: Mapping[tuple[str, str], Mapping[str, Recusal]] = {}  # (track, entrant) → judge → as declared
    screens: Mapping[int, Screen] = {}
    screens_made: int = 0  # the highest number so far; none is used twice
    standings: Mapping[str, Standings] = {}  # track → its ranking as it was published last
    class_standings: Mapping[tuple[str, str], Standings] = {}  # (track, window class) → likewise
    results_open: bool = False  # 结果页: whether everybody may look up what has been told
    tie_ballots: Mapping[str, tuple[TieBallot, ...]] = {}  # track → how committees voted on equals
    tie_orders: Mapping[str, Mapping[str, int]] = {}  # track → entrant → place among equals, as decided
    rectifications: Mapping[int, Rectification] = {}  # 整改单, by number, from 1; settled ones, too
    locked: Mapping[str, tuple[StandingRow, ...]] = {}  # track → its final ranking
    locked_at: Mapping[str, str] = {}  # track → UTC
    pins: Mapping[str, Pin] = {}  # by whose they are, as the log names its actors
    signatures: Mapping[tuple[str, str], Signature] = {}  # (act, subject) → the last countersignature
    rule_signatures: Mapping[str, Signature] = {}  # who → under which rules, the last time
    flags: Mapping[str, Flag] = {}  # in the order they were raised
    mended: tuple[Mended, ...] = ()  # misprints that were put right, oldest first
    rules_as_set: Rulebook | None = None  # where a text of theirs was mended since: what was agreed on
    corrections: Mapping[int, Correction] = {}  # by number, from 1; those that wait, too
    pictures: Mapping[PictureKey, Pictured] = {}
    nominees: Mapping[str, tuple[Nominee, ...]] = {}  # special award → who is proposed for it
    paper_templates: Mapping[PaperKind, PaperTemplate] = {}  # in the place of ours
    certificates: tuple[Certificate, ...] = ()  # every number that was ever given
    decisions: Mapping[str, tuple[Decision, ...]] = {}  # award → oldest first, withdrawn ones too
    adopted: Mapping[str, Adoption] = {}  # pool → the last one that came into force
    put_forward: Mapping[str, Adoption] = {}  # pool → one that waits for the supervisor's signature
    ceremonies: Mapping[str, Ceremony] = {}  # by hall
    announced: tuple[Honour, ...] = ()  # who has been presented on a screen, in that order
    objections: Mapping[int, Objection] = {}  # by number, from 1; settled ones, too
    publicities: Mapping[str, Publicity] = {}  # award → its last 公示
    finals: Mapping[str, Final] = {}  # award → 定稿, unless it was reopened
    holidays: Mapping[str, bool] = {}  # date → whether it is a working day, where the organiser said so

    @property
    def rulebook(self) -> Rulebook:
        """Of the competition; call only once there is one."""
        assert self.rules is not None
        return self.rules

    @property
    def agreed_rules(self) -> Rulebook:
        """As they were set, without the misprints that were put right since: what is signed and hashed."""
        return self.rules_as_set or self.rulebook

    def track(self, id: str) -> Track:
        return self.rulebook.track(id)

    def round(self, track: str, round: str) -> Round:
        return self.track(track).round(round)

    def entrant(self, performance: PerformanceId) -> Entrant:
        return self.entrants[performance.track][performance.entrant]

    def name_of(self, track: str, entrant: str) -> str:
        """How an entrant is called where only a name is shown. Raises KeyError."""
        return name_among(self.entrants[track], entrant)

    def named(self, performance: PerformanceId) -> str:
        """Who performs, as `name_of`."""
        return self.name_of(performance.track, performance.entrant)

    def published(self, track: str, within: str = "") -> Standings | None:
        """The ranking that was published last, of all or of a window class."""
        return self.class_standings.get((track, within)) if within else self.standings.get(track)

    def picture_of(self, key: PictureKey) -> str:
        """Its hash, which is its address; "" where there is none."""
        found = self.pictures.get(key)
        return found.hash if found else ""

    def replaced_by(self, track: str, entrant: str) -> Entrant | None:
        """Who has this entrant's place (顺延)."""
        for each in self.replacements:
            if (each.track, each.left) == (track, entrant):
                return self.entrants[track][each.entrant]
        return None

    def performance(self, id: PerformanceId) -> Performance:
        return self.performances.get(id, WAITING)

    def checkin(self, id: PerformanceId) -> Checkin:
        return self.checkins.get(id, NOBODY_YET)

    def walks(self, id: PerformanceId) -> bool:
        """Whether it is judged at a window, several at once (走场)."""
        return self.round(id.track, id.round).manner is Manner.WALK

    def performed_rounds(self) -> tuple[tuple[Track, Round], ...]:
        return tuple((t, r) for t in self.rulebook.tracks for r in t.rounds if r.is_performed)

    # Panels

    def panel_keys(self, track: str, round: str) -> tuple[PanelKey, ...]:
        """Every panel the rules give this judged round, seated or not."""
        return tuple(PanelKey(track, round, panel) for panel in self.round(track, round).panels or ("",))

    def panel_of(self, id: PerformanceId) -> PanelKey | None:
        """The panel that judges this performance; None as long as the entrant is assigned to none."""
        if not self.round(id.track, id.round).panels:
            return PanelKey(id.track, id.round)
        assignment = self.assignments.get((id.track, id.round))
        panel = assignment.panels.get(id.entrant) if assignment else None
        return PanelKey(id.track, id.round, panel) if panel is not None else None

    def panel(self, id: PerformanceId) -> tuple[Judge, ...]:
        """The judges of this performance, in seat order; at a window those of the window."""
        seated, bench = self.seated(id), self.performance(id).bench
        return tuple(judge for judge in seated if judge.id in bench) if bench else seated

    def seated(self, id: PerformanceId) -> tuple[Judge, ...]:
        """The whole panel of this performance, as it sat for it: also those who are at other windows."""
        return self.performance(id).seated or self._panel_before(id).judges

    def trainees(self, id: PerformanceId) -> tuple[Judge, ...]:
        """见习评委, whose sheets of this performance never count."""
        return self._panel_before(id).trainees

    def _panel_before(self, id: PerformanceId) -> Panel:
        key = self.panel_of(id)
        return self.panels.get(key, NOBODY_SEATED) if key else NOBODY_SEATED

    def judge(self, id: str, hall: str | None = None) -> Judge:
        """As some panel has this judge, first on a seat, in *hall* where one is named. Raises KeyError."""
        panels = [panel for panel in self.panels.values() if hall in (None, panel.hall)]
        for among in ((panel.judges for panel in panels), (panel.everybody for panel in panels)):
            for judge in (judge for judges in among for judge in judges):
                if judge.id == id:
                    return judge
        raise KeyError(id)

    def sitting(self, judge: str) -> Sitting | None:
        """As what this judge is on a panel: on a seat, if on any. None for who is on none."""
        kinds = {panel.sitting(judge) for panel in self.panels.values()}
        return next((kind for kind in Sitting if kind in kinds), None)

    def judge_ids(self) -> frozenset[str]:
        """Of all who belong to a panel, reserves and trainees too."""
        return frozenset(judge.id for panel in self.panels.values() for judge in panel.everybody)

    def order_of(self, key: PanelKey) -> tuple[str, ...]:
        """The running order before this panel: that of the round, without the other panels' entrants.

        Who was moved here in the middle comes last, so that nobody gets another number who was called by one.
        """
        order = self.orders.get((key.track, key.round))
        listed = order.entrants if order else ()
        if not self.round(key.track, key.round).panels:
            return listed
        here = [e for e in listed if self.panel_of(PerformanceId(key.track, key.round, e)) == key]
        moved = self.assignments[key.track, key.round].moved if here else ()
        return tuple(sorted(here, key=lambda entrant: moved.index(entrant) if entrant in moved else -1))

    # Halls

    def hall_of(self, id: PerformanceId) -> Hall:
        """Where this performance was called, or will be."""
        called = self.performances.get(id)
        if called is not None and called.hall:
            return self.halls.get(called.hall) or self.first_hall
        key = self.panel_of(id)
        panel = self.panels.get(key) if key else None
        return self.halls[panel.hall] if panel else self.first_hall

    @property
    def first_hall(self) -> Hall:
        return next(iter(self.halls.values()))

    def panels_in(self, hall: str) -> tuple[PanelKey, ...]:
        """The panels that sit in this hall, in the order of the rules; unseated ones are in the first."""
        keys = (key for t, r in self.performed_rounds() for key in self.panel_keys(t.id, r.id))
        return tuple(key for key in keys if self.hall_of_panel(key) == hall)

    def hall_of_panel(self, key: PanelKey) -> str:
        """Where it sits; an unseated one is in the first hall."""
        panel = self.panels.get(key)
        return panel.hall if panel else self.first_hall.id

    def halls_of_judge(self, judge: str) -> frozenset[str]:
        return frozenset(
            panel.hall for panel in self.panels.values() if any(each.id == judge for each in panel.everybody)
        )

    def tracks_in(self, hall: str) -> tuple[str, ...]:
        """The tracks that are judged here; in the first hall also those whose scores are all imported."""
        here = {key.track for key in self.panels_in(hall)}
        if hall == self.first_hall.id:
            judged = {track.id for track, _ in self.performed_rounds()}
            here |= {id for id, roster in self.entrants.items() if roster and id not in judged}
        return tuple(track.id for track in self.rulebook.tracks if track.id in here)

    def on(self) -> Iterator[PerformanceId]:
        """All that is on, in whichever hall."""
        for hall in self.halls.values():
            yield from hall.on

    def in_hall(self, id: str, **changes: object) -> "State":
        """With this hall changed."""
        return replace(self, halls={**self.halls, id: replace(self.halls[id], **changes)})

    # Devices

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
        if any(of == track for of, _ in self.class_standings):
            return True
        if any(of == track and each.opened_at for (of, _), each in self.evaluations.items()):
            return True
        return any(
            id.track == track and performance.is_begun for id, performance in self.performances.items()
        )


WAITING = Performance()
NOBODY_SEATED = Panel(())
