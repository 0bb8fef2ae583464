"""Fifty workbooks that look odd and say what a proper one says: each is to be read as that."""

from collections.abc import Callable, Iterator
from random import Random
from typing import NamedTuple

from .books import Book
from .wrong_books import SEED, Kind

COUNT = 50
FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")

Oddity = Callable[[Book, Random], None]


class OddBook(NamedTuple):
    label: str
    kind: Kind
    content: bytes


def blank_rows(book: Book, random: Random) -> None:
    for _ in range(3):
        book.rows.insert(random.randrange(len(book.rows) + 1), None)


def other_titles(book: Book, random: Random) -> None:
    """What other people call the columns, with what they add to it."""
    for key in list(book.titles):
        words = [book.titles[key], *book.aliases[key]]
        others = {
            word
            for other in book.titles
            if other != key
            for word in (book.titles[other], *book.aliases[other])
        }
        word = random.choice([word for word in words if word not in others] or [book.titles[key]])
        book.titles[key] = random.choice((word, f"{word}*", f"{word}（必填）", " ".join(word), f"{word}："))


def numbers_as_text(book: Book, random: Random) -> None:
    each_number(book, lambda text: text)


def full_width_numbers(book: Book, random: Random) -> None:
    each_number(book, lambda text: text.translate(FULL_WIDTH))


def each_number(book: Book, change: Callable[[str], str]) -> None:
    for row in filter(None, book.rows):
        for key, cell in row.items():
            if isinstance(cell, int | float):
                row[key] = change(str(cell))


def blanks_around(book: Book, random: Random) -> None:
    for row in filter(None, book.rows):
        for key, cell in row.items():
            if isinstance(cell, str) and cell:
                row[key] = f" {cell}  "


def other_sheets(book: Book, random: Random) -> None:
    book.other_sheets += ["Sheet2", "统计"]


def a_name_of_its_own(book: Book, random: Random) -> None:
    book.sheet = "Sheet1"


def a_title_over_several_cells(book: Book, random: Random) -> None:
    book.above = max(1, book.above)
    book.merged.append((-1 - book.above, book.columns[0], book.columns[-1]))


def hidden_blank_row(book: Book, random: Random) -> None:
    book.rows.append(None)
    book.hidden_rows.append(len(book.rows) - 1)


ODDITIES: tuple[Oddity, ...] = (
    blank_rows, other_titles, numbers_as_text, full_width_numbers, blanks_around, other_sheets,
    a_name_of_its_own, a_title_over_several_cells, hidden_blank_row,
)  # fmt: skip
WRITINGS: dict[str, Callable[[Book], bytes]] = {
    "xlsx": Book.xlsx,
    "csv of Excel": lambda book: book.csv("utf-8-sig"),
    "csv in UTF-8": lambda book: book.csv("utf-8"),
    "csv of WPS": lambda book: book.csv("gbk"),
    "text with tabs": lambda book: book.csv("utf-16", "\t"),
    "csv with semicolons": lambda book: book.csv("utf-8-sig", ";"),
}


def odd_books(kinds: list[Kind], count: int = COUNT) -> Iterator[OddBook]:
    for number in range(count):
        random, kind = Random(SEED - 1 - number), kinds[number % len(kinds)]
        book = Book(kind.form, kind.rows)
        book.dressed(random)
        chosen = random.sample(ODDITIES, random.randint(1, 3))
        for oddity in sorted(chosen, key=lambda each: each is not blank_rows):
            oddity(book, random)
        writing = random.choice(list(WRITINGS)) if book.is_plain and not book.other_sheets else "xlsx"
        names = ", ".join(each.__name__ for each in chosen)
        yield OddBook(f"{number} {kind.name} {writing}: {names}", kind, WRITINGS[writing](book))
