"""规则确认书: the rules in words with their hash, who signed which version, and what was changed since."""

from collections.abc import Iterator

from judging.core import events as e
from judging.core.scoring.rulebook import Rulebook
from judging.core.signing.digests import rules_digest
from judging.core.state import State
from judging.files.changes import Change, changes
from judging.files.explain import explain
from judging.files.questions import explain_questions
from judging.sheets.table import Cell, Column, Line, Table
from judging.views.naming import who

from .adoptions import pools_adopted
from .corrections import rules_mended
from .moment import Moment
from .phrases import local_moment
from .sheet import Correction, Sheet, SheetPlace

SHOWN_DIGITS = 16
COLUMNS = (
    Column("who", "签字人", "name", is_worded=True),
    Column("at", "签字时间", "moment"),
    Column("digest", "所签规则的校验值（前16位）", "digest"),
    Column("fits", "是否现行规则", "state", is_worded=True),
)
HOW = (
    "签字：本人在自己的设备上用 PIN 签字，记录里只有 PIN 的密钥散列值。"
    "规则改动后，校验值随之改变，原签字不再有效，须全部重新签字。"
)


def rules_sheet(moment: Moment, place: SheetPlace, whole: bool) -> Sheet:
    state = moment.state
    digest = rules_digest(state.agreed_rules)
    return Sheet(
        form="rules",
        place=place,
        title="规则确认书",
        heading=(("规则校验值（SHA-256）", grouped(digest)),),
        table=Table(COLUMNS, tuple(_signatures(moment, digest))),
        corrections=tuple(_versions(moment)),
        notes=(
            *explain(state.agreed_rules),
            *explain_questions(state.agreed_rules, state.settled),
            *rules_mended(state),
            *pools_adopted(state),
            HOW,
        ),
        signatures=("组织者", "评委组长", "监督员"),
        gist=(("规则校验值", digest[:SHOWN_DIGITS]),),
    )


def signed_rules(state: State, whole: bool) -> Iterator[SheetPlace]:
    """Where the rules ask for signatures, or somebody has signed them."""
    if state.rulebook.sign_rules or state.rule_signatures:
        yield SheetPlace("")


def grouped(digest: str) -> str:
    """In groups of eight, which the eye can compare."""
    return " ".join(digest[n : n + 8] for n in range(0, len(digest), 8))


def _signatures(moment: Moment, digest: str) -> Iterator[Line]:
    for line in moment.history:
        if isinstance(line.event, e.RulesSigned):
            signed = line.event.digest
            texts = (
                str(who(moment.state, line.event.who)),
                local_moment(line.at),
                signed[:SHOWN_DIGITS],
                "现行" if signed == digest else "改动前",
            )
            yield Line(line.event.who, tuple(map(Cell, texts)))


def _versions(moment: Moment) -> Iterator[Correction]:
    """Each change of rules that had been signed."""
    rules: Rulebook | None = None
    is_signed = False
    for line in moment.history:
        match line.event:
            case e.RulesSigned():
                is_signed = True
            case e.CompetitionCreated(rules=created):
                rules = created
            case e.RulesSet(rules=new):
                if is_signed and rules is not None:
                    about = (rules_digest(rules), rules_digest(new))
                    what = "；".join(map(_change, changes(rules, new))) or "只有注释"
                    versions = f"校验值 {about[0][:8]} → {about[1][:8]}"
                    yield Correction(line.at, "RulesSet", f"{versions}：{what}", about=about)
                rules = new
            case _:
                pass


def _change(change: Change) -> str:
    where = " · ".join(map(str, change.where))
    before = "（无）" if change.before is None else str(change.before)
    after = "（无）" if change.after is None else str(change.after)
    return f"{where}：{before} → {after}"
