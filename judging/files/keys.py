"""Reads one table of a rules file key by key, strictly: what is wrong is noted, and reading goes on."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from judging.core.scoring import numbers
from judging.core.sentence import Sentence, sentence

from .contents import WHOLE_FILE
from .lines import Lines, Path
from .problems import Findings, Words, brief, listed, nearest, shown

MOST_ROWS = 1000  # of one array of tables; a table of each would cost seconds and nobody means it
ID = re.compile(r"[A-Za-z0-9_-]+")
WHOLE = re.compile(r"-?[0-9]{1,9}")

Choice = TypeVar("Choice", bound=StrEnum)
ZERO = Decimal(0)


def is_id(text: str) -> bool:
    return ID.fullmatch(text) is not None


class FloatText(str):
    """A TOML float as it was written: kept only to be refused with the very text."""


class Report:
    """Collects the findings of one file; `lines` is None for what does not come from a text."""

    def __init__(self, name: str = "", lines: Lines | None = None) -> None:
        self.name = name
        self.lines = lines
        self.findings = Findings()
        self.ids: dict[Path, str] = {}  # of items that often share a line, where their number says little

    def add(self, path: Path, what: Sentence, remedy: Words) -> None:
        where, spot = [self.name] if self.name else [], dotted(path)
        if self.lines:  # a page finds its fields by their numbers
            where = [f"{self.name}:{self.lines.of(path)}"]
            spot = dotted(path, self.ids)
        spot = spot or (WHOLE_FILE if self.name else "")
        self.findings.add(": ".join([*where, spot]), what, remedy)


def dotted(path: Path, ids: Mapping[Path, str] | None = None) -> str:
    """`tracks[0].rounds[1].trim.from`; "" for the whole file. With *ids*: `criteria[content].max`."""
    text = ""
    for n, part in enumerate(path, 1):
        text += f"[{(ids or {}).get(path[:n], part)}]" if isinstance(part, int) else f".{brief(part)}"
    return text.removeprefix(".")


class Keys:
    """One table. Every accessor notes its key as known; `done()` then names the keys nobody asked for.

    A wrong value is reported and replaced by something harmless; `good(...)` tells whether a relation between
    keys may be judged at all.
    """

    def __init__(self, raw: object, path: Path, report: Report) -> None:
        self.path = path
        self.by_id = False  # problems name its id from there on
        self._report = report
        self._known: list[str] = []
        self._wrong: set[str] = set()
        self._inside: dict[str, list[Keys]] = {}
        self._raw: dict[str, object] = {}
        if isinstance(raw, dict):
            self._raw = raw
        else:
            report.add(
                path,
                sentence("{value} 不是一张表", value=shown(raw)),
                sentence("写成 { 键 = 值, … } 或 [表] 的形式"),
            )

    def refuse(self, key: str, what: Sentence, remedy: Words) -> None:
        self._wrong.add(key)
        self._report.add((*self.path, key) if key else self.path, what, remedy)

    def refuse_item(self, key: str, index: int, what: Sentence, remedy: Words) -> None:
        """One item of an array."""
        self._wrong.add(key)
        self._report.add((*self.path, key, index), what, remedy)

    def spoil(self, key: str) -> None:
        """Marks a key whose inner problems are reported already."""
        self._wrong.add(key)

    def has(self, key: str) -> bool:
        self._known.append(key)
        return key in self._raw

    def holds(self, key: str) -> bool:
        """Like `has`, but a key of no use stays unknown."""
        return key in self._raw

    def says(self, key: str, word: str) -> bool:
        """Whether the value is this very word."""
        return self.has(key) and self._raw[key] == word

    def good(self, *keys: str) -> bool:
        return self._wrong.isdisjoint(keys)

    @property
    def is_right(self) -> bool:
        """Whether every value in it is."""
        return not self._wrong

    def done(self, order: Iterable[str] = ()) -> None:
        """Reports the keys that nothing reads, each with the nearest that is read, which come in *order*."""
        asked = set(self._known)
        known = dict.fromkeys([*(key for key in order if key in asked), *self._known])
        for key in self._raw:
            if key not in known:
                remedy = with_nearest(str(key), known, sentence("这里可以写 {words}", words=listed(known)))
                self._report.add((*self.path, key), sentence("没有这个键"), remedy)

    def text(self, key: str, default: str | None = None, *, lines: bool = False) -> str:
        """Required where `default` is None. Line breaks only where `lines`."""
        value = self._value(key, default)
        if not isinstance(value, str) or isinstance(value, FloatText):
            return self._bad(
                key, value, sentence("要用引号括起来的文字"), sentence('写成 {key} = "…"', key=key), ""
            )
        if any(unicodedata.category(c) in ("Cc", "Cs") and not (lines and c == "\n") for c in value):
            return self._bad(
                key, value, sentence("文字里有控制字符"), sentence("删去看不见的字符，写在一行里"), ""
            )
        return value

    def id(self, key: str = "id") -> str:
        value = self.text(key)
        if self.good(key) and not is_id(value):
            return self._bad(
                key, value, sentence("不能作编号"), sentence("只用字母、数字、_ 和 -，例如 centre"), ""
            )
        if value and self.by_id:
            self._report.ids[self.path] = value
        return value

    def whole(self, key: str, default: int | None, least: int, most: int | None = None) -> int:
        """Required where `default` is None; a TOML integer or a string of digits."""
        value = self._value(key, default)
        span = (
            sentence("{least} 到 {most} 的整数", least=least, most=most)
            if most is not None
            else sentence("不小于 {least} 的整数", least=least)
        )
        remedy = sentence(
            "写{span}，例如 {key} = {value}", span=span, key=key, value=least if default is None else default
        )
        if isinstance(value, str) and not isinstance(value, FloatText) and WHOLE.fullmatch(value):
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int):
            return self._bad(key, value, sentence("不是整数"), remedy, least)
        if value < least or value > (10**9 if most is None else most):
            return self._bad(key, value, sentence("超出范围"), remedy, least)
        return value

    def decimal(self, key: str, default: Decimal | None = None, least: Decimal | None = None) -> Decimal:
        """Required where `default` is None; a string, or a TOML integer."""
        value = self._value(key, default)
        if isinstance(value, Decimal):
            return value
        if isinstance(value, float | FloatText):
            return self._bad(
                key,
                value,
                sentence("是浮点数，不精确"),
                sentence('加上引号：{key} = "{value}"', key=key, value=str(value)),
                ZERO,
            )
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        return self._parsed(key, value, least)

    def _parsed(self, key: str, value: object, least: Decimal | None) -> Decimal:
        try:
            number = numbers.parse(value if isinstance(value, str) else "")
        except ValueError:
            remedy = sentence('写成 {key} = "40" 或 "0.5"：半角数字，小数点前后各至多 6 位', key=key)
            return self._bad(key, value, sentence("不是十进制数"), remedy, ZERO)
        if least is not None and number < least:
            return self._bad(
                key, value, sentence("太小"), sentence("写不小于 {least} 的数", least=least), ZERO
            )
        return number

    def positive(self, key: str, default: Decimal | None = None) -> Decimal:
        number = self.decimal(key, default)
        if self.good(key) and number <= 0:
            return self._bad(key, str(number), sentence("不是正数"), sentence("写大于 0 的数"), ZERO)
        return number

    def choice(self, key: str, kind: type[Choice], default: Choice | None) -> Choice:
        value = self._value(key, default)
        try:
            return kind(str(value))
        except ValueError:
            first = next(iter(kind))
            return self._bad(key, value, sentence("不在可选的词里"), one_of(value, kind), default or first)

    def choices(self, key: str, kind: type[Choice]) -> tuple[Choice, ...]:
        """Each word once, in the order of *kind*."""
        known = {str(word) for word in kind}
        for i, value in enumerate(self._array(key)):
            if not isinstance(value, str) or value not in known:
                what = sentence("{value} 不在可选的词里", value=shown(value))
                self.refuse_item(key, i, what, one_of(value, kind))
        return tuple(word for word in kind if word in self._array(key))

    def word(self, key: str, known: Iterable[str], default: str) -> str:
        """One of the known words."""
        value = self._value(key, default)
        if not isinstance(value, str) or value not in known:
            return self._bad(key, value, sentence("不在可选的词里"), one_of(value, known), default)
        return value

    def table(self, key: str) -> "Keys":
        """An absent table reads as an empty one."""
        table = Keys(self._value(key, {}), (*self.path, key), self._report)
        self._inside[key] = [table]
        return table

    def tables(self, key: str) -> "list[Keys]":
        array = self._array(key)
        if len(array) > MOST_ROWS:
            what = sentence("有 {count} 个，太多", count=len(array))
            self.refuse(key, what, sentence("至多写 {most} 个", most=MOST_ROWS))
            array = []
        rows = [Keys(raw, (*self.path, key, i), self._report) for i, raw in enumerate(array)]
        self._inside[key] = rows
        return rows

    def inside(self, key: str) -> "list[Keys]":
        """The tables that were read under this key."""
        return self._inside.get(key, [])

    def texts(self, key: str, check: Callable[[str], bool] = bool, remedy: Words = "") -> tuple[str, ...]:
        """An array of strings, each of which passes `check`."""
        values = self._array(key)
        for i, value in enumerate(values):
            if not isinstance(value, str) or isinstance(value, FloatText) or not check(value):
                self.refuse_item(key, i, sentence("{value} 写法不对", value=shown(value)), remedy)
        return tuple(value for value in values if isinstance(value, str))

    def wholes(self, key: str, least: int) -> tuple[int, ...]:
        """An array of whole numbers, each a TOML integer or a string of digits."""
        found = []
        for i, value in enumerate(self._array(key)):
            if isinstance(value, str) and not isinstance(value, FloatText) and WHOLE.fullmatch(value):
                value = int(value)
            if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= 10**9:
                what = sentence("{value} 写法不对", value=shown(value))
                self.refuse_item(key, i, what, sentence("写不小于 {least} 的整数", least=least))
            else:
                found.append(value)
        return tuple(found)

    def decimals(self, key: str, least: Decimal) -> tuple[Decimal, ...]:
        """An array of strings or TOML integers."""
        found = []
        for i, value in enumerate(self._array(key)):
            text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
            try:
                number = numbers.parse(text if isinstance(text, str) else "")
            except ValueError:
                number = None
            if number is None or number < least:
                what = sentence("{value} 写法不对", value=shown(value))
                remedy = sentence(
                    '写不小于 {least} 的数，加引号，例如 "{example}"', least=least, example="10"
                )
                self.refuse_item(key, i, what, remedy)
            else:
                found.append(number)
        return tuple(found)

    def flag(self, key: str, default: bool) -> bool:
        value = self._value(key, default)
        if isinstance(value, bool):
            return value
        return self._bad(key, value, sentence("不在可选的词里"), one_of(value, ("true", "false")), default)

    def names(self) -> list[str]:
        """The keys of a table whose keys are ids."""
        self._known.extend(self._raw)
        return list(self._raw)

    def _array(self, key: str) -> list[object]:
        value = self._value(key, [])
        if isinstance(value, list):
            return value
        return self._bad(key, value, sentence("不是数组"), sentence("写成 {key} = [ … ]", key=key), [])

    def _value(self, key: str, default: object) -> object:
        self._known.append(key)
        if key in self._raw:
            return self._raw[key]
        if default is None:
            self._wrong.add(key)
        return default

    def _bad(
        self, key: str, value: object, what: Sentence, remedy: Sentence, instead: "Instead"
    ) -> "Instead":
        if key not in self._raw:
            self.refuse(key, sentence("缺少这个键"), remedy)
        else:
            self.refuse(key, sentence("{value} {what}", value=shown(value), what=what), remedy)
        return instead


Instead = TypeVar("Instead")


def one_of(wrong: object, known: Iterable[str]) -> Sentence:
    """The remedy for a word that is not in the list."""
    words = [str(word) for word in known]
    return with_nearest(str(wrong), words, sentence("写 {words} 之一", words=listed(words)))


def with_nearest(wrong: str, known: Iterable[str], remedy: Sentence) -> Sentence:
    """The remedy, after the known word that is near if there is one."""
    near = nearest(wrong, known)
    return sentence("最接近的是 {nearest}；{remedy}", nearest=near, remedy=remedy) if near else remedy


def unique(tables: list[Keys], values: Iterable[str], key: str = "id") -> None:
    """Reports every value that an earlier table has too."""
    seen: set[str] = set()
    for table, value in zip(tables, values, strict=True):
        if value in seen and table.good(key):
            table.refuse(
                key, sentence("{value} 前面已经用过", value=shown(value)), sentence("换一个没有用过的")
            )
        seen.add(value)
