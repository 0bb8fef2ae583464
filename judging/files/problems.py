"""What is wrong with a file: every problem at once, each with its place and what to write instead."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path

from msgspec import Struct

from judging.core.sentence import Sentence, sentence

Words = str | Sentence  # texts alone where only the command line reads them, which speaks Chinese

MOST_LISTED = 12
MOST = 10_000  # a million wrong rows are one mistake; the list stays readable and the memory bounded


class Problem(Struct, frozen=True):
    """`place` is `file:line: column or key path`; for what comes from a page, the key path alone."""

    place: str
    what: Words
    remedy: Words

    def __str__(self) -> str:
        return f"{self.place}: {self.what}: {self.remedy}"


class Problems(Exception):
    """A file that cannot be used. Carries all its problems in file order; nothing was built from it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__()

    def __str__(self) -> str:
        """Only where somebody reads it: a thousand of them come from the worker, and most are never shown."""
        return "\n".join(map(str, self.problems))

    def __reduce__(self) -> tuple[type["Problems"], tuple[tuple[Problem, ...]]]:
        return Problems, (self.problems,)


class Findings:
    """The problems found so far; beyond `MOST` they are only counted."""

    def __init__(self, texts: Mapping[Path, bytes] | None = None) -> None:
        self.texts = texts or {}  # of files that were read already: a pipe can be read only once
        self.problems: list[Problem] = []
        self.uncounted = 0

    def add(self, place: str, what: Words, remedy: Words) -> None:
        if len(self.problems) < MOST:
            self.problems.append(Problem(place, what, remedy))
        else:
            self.uncounted += 1

    def settle(self) -> None:
        """Nothing if nothing was found. Raises Problems."""
        if self.uncounted:
            last = Problem(
                "…",
                sentence("还有 {count} 处问题没有列出", count=self.uncounted),
                sentence("先改正上面列出的，再检查一次"),
            )
            raise Problems([*self.problems, last])
        if self.problems:
            raise Problems(self.problems)


def shown(value: object) -> str:
    """A wrong value as a message quotes it: on one line, never long."""
    return f"“{brief(value if isinstance(value, str) else repr(value))}”"


def brief(text: str) -> str:
    """On one line, never long."""
    text = "".join(char if char.isprintable() else repr(char)[1:-1] for char in text[:41])
    return f"{text[:40]}…" if len(text) > 40 else text


def nearest(wrong: str, known: Iterable[str]) -> str:
    """The known word that is near, or an empty text."""
    return next(iter(get_close_matches(wrong[:80], list(known), n=1, cutoff=0.5)), "")


def listed(words: Iterable[str]) -> tuple[str, ...]:
    """The words of a remedy: at most twelve of them."""
    words = tuple(words)
    return words if len(words) <= MOST_LISTED else (*words[:MOST_LISTED], "…")
