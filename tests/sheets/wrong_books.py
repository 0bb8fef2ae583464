"""Two hundred wrong workbooks of every kind, each with the cells and words that must be found."""

from collections.abc import Callable, Iterator
from datetime import date
from random import Random
from typing import NamedTuple

from judging.sheets.form import Form
from judging.sheets.preview import Opened
from judging.sheets.reader import Sheet, letter

from .books import Book, Failed, Percent

COUNT = 200
SEED = 20241015
EVERY_BROKEN = 14  # one in so many is no table at all
ID_WEIGHTS, CHECK_DIGITS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2), "10X98765432"


class Expected(NamedTuple):
    cell: str
    what: str  # a part of the sentence


Mistake = Callable[[Book, int], list[Expected]]  # in this row; the first row is nobody's


class Kind(NamedTuple):
    """A kind of workbook: a good one, who reads it, and what may be wrong with a row of it."""

    name: str
    form: Form
    rows: list[dict[str, object]]
    read: Callable[[tuple[Sheet, ...]], Opened]
    mistakes: dict[str, Mistake]
    required: str  # the key of a column that it cannot do without


class WrongBook(NamedTuple):
    """`refusal`: what is said of a file that is not read at all."""

    label: str
    kind: Kind
    content: bytes
    expected: tuple[Expected, ...] = ()
    refusal: str = ""


def putting(column: str, value: object, what: str) -> Mistake:
    def mistake(book: Book, row: int) -> list[Expected]:
        line(book, row)[column] = value
        return [Expected(book.place(row, column), what)]

    return mistake


def line(book: Book, row: int) -> dict[str, object]:
    found = book.rows[row]
    assert found is not None
    return found


# Of the sheet as a whole; each stands alone.


def without_header(book: Book, random: Random, required: str) -> list[Expected]:
    book.titles[required] = "某某"
    return [Expected(f"A{book.above + 1}", "没有找到表头")]


def header_twice(book: Book, random: Random, required: str) -> list[Expected]:
    book.columns.append(book.titles[required])
    return [Expected(book.place(-1, book.titles[required]), "有两列")]


def merged(book: Book, random: Random, required: str) -> list[Expected]:
    row = random.randrange(len(book.rows))
    book.columns += ["甲栏", "乙栏"]
    book.merged.append((row, "甲栏", "乙栏"))
    return [Expected(book.place(row, "甲栏"), "合并了单元格")]


def hidden_row(book: Book, random: Random, required: str) -> list[Expected]:
    row = random.randrange(len(book.rows))
    book.hidden_rows.append(row)
    return [Expected(f"A{book.above + row + 2}", "隐藏")]


def hidden_column(book: Book, random: Random, required: str) -> list[Expected]:
    book.hidden_columns.append(required)
    return [Expected(book.place(-1, required), "隐藏")]


def asks_for_ids(book: Book, random: Random, required: str) -> list[Expected]:
    book.columns.append("身份证号")
    return [Expected(book.place(-1, "身份证号"), "像是身份证号")]


def holds_ids(book: Book, random: Random, required: str) -> list[Expected]:
    row = random.randrange(len(book.rows))
    book.columns.append("其他")
    line(book, row)["其他"] = id_number(random)
    return [Expected(book.place(row, "其他"), "像是身份证号")]


def id_number(random: Random) -> str:
    """Of nobody, with its check digit right."""
    digits = [random.randrange(10) for _ in ID_WEIGHTS]
    return (
        "".join(map(str, digits))
        + CHECK_DIGITS[sum(digit * weight for digit, weight in zip(digits, ID_WEIGHTS, strict=True)) % 11]
    )


STRUCTURAL = (without_header, header_twice, merged, hidden_row, hidden_column, asks_for_ids, holds_ids)


# Files that are no table.


def cut_off(book: Book) -> tuple[bytes, str]:
    return book.xlsx()[:1500], "打不开"


def a_picture(book: Book) -> tuple[bytes, str]:
    return b"\x89PNG\r\n\x1a\n" + bytes(200), "."


def nothing(book: Book) -> tuple[bytes, str]:
    return b"", "."


def endless(book: Book) -> tuple[bytes, str]:
    book.rows += [dict(line(book, 0)) for _ in range(2001)]
    return book.xlsx(), "超过 2000 行"


def a_novel(book: Book) -> tuple[bytes, str]:
    column = book.columns[0]
    line(book, 0)[column] = "长" * 1200
    return book.xlsx(), f"单元格 {book.place(0, column)} 里有 1200 字"


BROKEN = (cut_off, a_picture, nothing, endless, a_novel)


def wrong_books(kinds: list[Kind], count: int = COUNT) -> Iterator[WrongBook]:
    for number in range(count):
        random, kind = Random(SEED + number), kinds[number % len(kinds)]
        book = Book(kind.form, kind.rows)
        book.dressed(random)
        if number % EVERY_BROKEN == 0:
            broken = BROKEN[number // EVERY_BROKEN % len(BROKEN)]
            content, refusal = broken(book)
            yield WrongBook(f"{number} {kind.name} {broken.__name__}", kind, content, (), refusal)
            continue
        label, expected = spoilt(book, kind, random)
        yield WrongBook(f"{number} {kind.name} {label}", kind, written(book, random), tuple(expected))


def spoilt(book: Book, kind: Kind, random: Random) -> tuple[str, list[Expected]]:
    if random.random() < 0.3:
        structural = random.choice(STRUCTURAL)
        return structural.__name__, structural(book, random, kind.required)
    labels = random.sample(sorted(kind.mistakes), random.randint(1, min(3, len(kind.rows) - 1)))
    rows = random.sample(range(1, len(kind.rows)), len(labels))
    return ", ".join(labels), [
        each for label, row in zip(labels, rows, strict=True) for each in kind.mistakes[label](book, row)
    ]


def written(book: Book, random: Random) -> bytes:
    """As .csv, where that can say the same, or as .xlsx."""
    if book.is_plain and random.random() < 0.4:
        encoding, mark = random.choice((("utf-8-sig", ","), ("gb18030", ","), ("utf-16", "\t")))
        return book.csv(encoding, mark)
    return book.xlsx()


# What may be wrong with a row


def failed(column: str) -> dict[str, Mistake]:
    return {
        f"a date in {column}": putting(column, date(2024, 1, 2), "日期"),
        f"a formula that failed in {column}": putting(column, Failed("#DIV/0!"), "公式出错"),
    }


def of_first(column: str, what: str, *, clear: tuple[str, ...] = ()) -> Mistake:
    """Says the same as the first row."""

    def mistake(book: Book, row: int) -> list[Expected]:
        line(book, row).update({column: line(book, 0)[column], **dict.fromkeys(clear, "")})
        return [Expected(book.place(row, column), what)]

    return mistake


def and_missed(mistake: Mistake) -> Mistake:
    """After it somebody is missing, too, which the column of the ids is told for."""

    def both(book: Book, row: int) -> list[Expected]:
        name = str(line(book, row)["name"])
        return [*mistake(book, row), Expected(letter(book.columns.index("id")), f"没有 {name}")]

    return both


def left_out(book: Book, row: int) -> list[Expected]:
    name = str(line(book, row)["name"])
    book.rows[row] = None
    return [Expected(letter(book.columns.index("id")), f"没有 {name}")]


SCORES: dict[str, Mistake] = {
    "a word for a score": putting("score", "九十", "不是数字"),
    "a percentage as text": putting("score", "95%", "百分数"),
    "a percentage": putting("score", Percent(0.95), "百分数"),
    "too many places": putting("score", 88.7266666, "小数超过 6 位"),
    "a yes": putting("score", True, "不是数字"),
    "another name": putting("name", "别的中心", "这里却写着"),
    "an entrant twice": and_missed(of_first("id", "已有一行", clear=("name",))),
    "nobody's id": and_missed(putting("id", "没有的", "没有编号为")),
    "no id": and_missed(putting("id", "", "没有编号")),
    "somebody left out": left_out,
    **failed("score"),
}
OF_COMPONENTS = SCORES | {
    "no score": putting("score", "", "没有得分"),
    "too much": putting("score", 100.5, "不在 0 到 100 之内"),
    "less than nothing": putting("score", -1, "不在 0 到 100 之内"),
}
OF_INDICATORS = SCORES | {
    "no value": putting("score", "", "没有指标值"),
    "nothing to measure where the rules do not know it": putting("score", "none", "不能填 none"),
}
OF_DUTIES: dict[str, Mistake] = {
    "nobody": putting("name", "", "没有填"),
    "a long name": putting("name", "长" * 41, "最多 40 字"),
    "no such duty": putting("duty", "场空", "没有“场空”"),
    "a judge's duty": putting("duty", "评委", "没有“评委”"),
    "no such place": putting("scope", "会场 丁", "没有“会场 丁”"),
    "a date for a telephone": putting("phone", date(2024, 1, 2), "日期"),
    **failed("name"),
}
OF_JUDGES: dict[str, Mistake] = {
    "nobody": putting("name", "", "没有填"),
    "no such kind": putting("kind", "观察员", "不明白“观察员”"),
    "a seat in words": putting("seat", "一号", "不是数字"),
    "a seat too far": putting("seat", 16, "不在 1 到 15 之内"),
    "half a seat": putting("seat", 1.5, "不是整数"),
    **failed("seat"),
    **failed("name"),
}
OF_ORDERS: dict[str, Mistake] = {
    "no number": putting("number", "", "没有序号"),
    "a number in words": putting("number", "第二", "不是数字"),
    "a number too far": putting("number", 99, "不在 1 到"),
    "a number twice": of_first("number", "有两个"),
    "an entrant twice": of_first("id", "已有一行", clear=("name",)),
    "a stranger": putting("id", "没有的", "名单里没有"),
    "another name": putting("name", "别的中心", "这里却写着"),
    **failed("number"),
}
OF_ROSTER: dict[str, Mistake] = {
    "no name": putting("name", "", "没有填"),
    "a long name": putting("name", "长" * 61, "最多 60 字"),
    "a sign that nobody sees": putting("name", "选手\u200b甲", "控制字符"),
    "a name twice": of_first("name", "没有不同的单位或区", clear=("unit", "district")),
    "a number twice": of_first("id", "已有"),
    "a long number": putting("number", 1234567890123456.0, "数字太长"),
    "years in words": putting("years", "三年", "不是数字"),
    "too many years": putting("years", 99, "不在 0 到 60 之内"),
    "half a person": putting("team", 2.5, "不是整数"),
    "a team of nobody": putting("team", 0, "不在 1 到 999 之内"),
    "a mark that nobody understands": putting("reserve", "也许", "不明白"),
    **failed("years"),
    **failed("name"),
}
