"""What was looked at, what was found, and what is to be done about it."""

from enum import StrEnum

from msgspec import Struct

from judging.core.sentence import Sentence, sentence


class Verdict(StrEnum):
    GOOD = "good"
    NOTE = "note"  # worth a look, or nobody can know
    BAD = "bad"


WORDS = {
    Verdict.GOOD: sentence("合格"),
    Verdict.NOTE: sentence("注意"),
    Verdict.BAD: sentence("不合格"),
}

WORST_FIRST = (Verdict.BAD, Verdict.NOTE, Verdict.GOOD)


class Finding(Struct, frozen=True):
    """`id`: stable, one of each on a list. `remedy`: there whenever it is not good."""

    id: str
    name: Sentence
    verdict: Verdict
    text: Sentence
    remedy: Sentence | None = None


def good(id: str, name: Sentence, text: Sentence) -> Finding:
    return Finding(id, name, Verdict.GOOD, text)


def note(id: str, name: Sentence, text: Sentence, remedy: Sentence) -> Finding:
    return Finding(id, name, Verdict.NOTE, text, remedy)


def bad(id: str, name: Sentence, text: Sentence, remedy: Sentence) -> Finding:
    return Finding(id, name, Verdict.BAD, text, remedy)


def is_bad(finding: Finding) -> bool:
    return finding.verdict is Verdict.BAD
