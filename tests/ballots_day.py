"""A small contest with ballots of two kinds and a visitors' questionnaire, for tests."""

from judging.core import commands as c
from judging.core.balloting.slip import SlipKind
from judging.core.people.taking_part import Entrant
from judging.core.state import State
from judging.files import rulesfile
from tests.day import after, played

RULES_TEXT = """
schema = 1
[competition]
id = "star"
name = "服务明星测评"
organiser = "主办方"
[[tracks]]
id = "window"
name = "窗口一线"

  [[tracks.rounds]]
  id = "vote"
  name = "民主测评"
  kind = "judged"
  weight = "60"
  sheets = "each"
  groups = [
    { id = "a", name = "A票", weight = "70", who = "ballot" },
    { id = "b", name = "B票", weight = "30", who = "ballot", minimum = 1 },
  ]
  criteria = [ { id = "grade", name = "总体评价", min = "0", max = "100", step = "1", grades = [
    { name = "优秀", mark = "100" }, { name = "称职", mark = "80" },
    { name = "基本称职", mark = "60" }, { name = "不称职", mark = "0" } ] } ]

  [[tracks.rounds]]
  id = "visit"
  name = "群众评价"
  kind = "judged"
  weight = "40"
  sheets = "each"
  who = "visitor"
  criteria = [
    { id = "fast", name = "办得快不快", min = "1", max = "5", step = "1" },
    { id = "kind", name = "态度好不好", min = "1", max = "5", step = "1" } ]
"""
RULES = rulesfile.read(RULES_TEXT, "star.toml")
ENTRANTS = (
    Entrant("w1", "选手01", unit="一号窗口"),
    Entrant("w2", "选手02", unit="二号窗口"),
    Entrant("w3", "选手03", unit="三号窗口"),
)
A, B = SlipKind("window", "vote", "a"), SlipKind("window", "vote", "b")
VISIT = SlipKind("window", "visit", "")
OPENED = "2026-11-20T01:00:00.000Z"
AT = "2026-11-20T06:03:22.000Z"


def slip(n: int) -> str:
    """The hash of a made-up slip."""
    return f"{n:064x}"


def created() -> State:
    return after(State(), c.CreateCompetition(RULES, {"window": ENTRANTS}))


def issue(kind: SlipKind = A, count: int = 4, begin: int = 1, entrant: str = "") -> c.IssueSlips:
    """Slips whose hashes are the numbers from *begin* on."""
    return c.IssueSlips(
        f"{kind.group}{begin}", *kind, tuple(slip(begin + n) for n in range(count)), entrant=entrant
    )


def put_up(hours: int = 24, an_hour: int = 30, begin: int = 901) -> c.PutUpCodes:
    codes = {each.id: slip(begin + n) for n, each in enumerate(ENTRANTS)}
    return c.PutUpCodes(f"codes{begin}", *VISIT, codes, hours, an_hour)


GRADES = {"w1": {"grade": "100"}, "w2": {"grade": "80"}, "w3": {"grade": "60"}}


def cast(n: int, marks: dict[str, dict[str, str]] = GRADES, **more: str) -> c.CastBallot:
    return c.CastBallot(slip(n), f"T{n:016x}", marks, **more)


def visit(n: int, entrant: str, device: str, by: str = "", **more: str) -> c.CastBallot:
    marks = {entrant: {"fast": "5", "kind": "4"}}
    return c.CastBallot(slip(n), f"T{by or device[:16]}", marks, device=device, **more)


def issued() -> State:
    """Four A slips, 1 to 4; two B slips, 11 and 12; one visitor's slip about each, 21 to 23."""
    return played(
        created(),
        (
            issue(),
            issue(B, 2, 11),
            *(issue(VISIT, 1, 21 + n, each.id) for n, each in enumerate(ENTRANTS)),
        ),
    )


def opened(until: str = "") -> State:
    """As `issued`, and both rounds take sheets."""
    state = issued()
    for command in opening(until):
        state = after(state, command, at=OPENED)
    return state


def opening(until: str = "") -> tuple[c.Command, ...]:
    return tuple(c.OpenEvaluation(*key[:2], until) for key in (A, VISIT))


def set_up() -> tuple[c.Command, ...]:
    """Both rounds take sheets."""
    return (c.CreateCompetition(RULES, {"window": ENTRANTS}), *opening())
