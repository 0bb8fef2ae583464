"""What a cell says: the text that people see in it, or a number. Columns are read by these."""

import re
from decimal import Decimal
from unicodedata import normalize

from judging.core.scoring.numbers import parse, plain, shortest
from judging.core.sentence import sentence
from judging.files.problems import shown

from .form import Wrong
from .reader import Cell

TOO_LONG = 1e15  # of such a number a spreadsheet keeps fifteen digits
DIGITS = re.compile(r"-?[0-9]+(\.[0-9]+)?")
THOUSANDS = re.compile(r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")


def text_of(cell: Cell) -> str:
    return decimal_text(cell) if isinstance(cell, float) else str(cell or "").strip()


def decimal_text(cell: Cell) -> str:
    """The shortest decimal text that is this number: what was typed before the file made it binary."""
    return repr(cell).removesuffix(".0")


def words(cell: Cell, most: int) -> str | Wrong:
    """A text of at most *most* characters on one line; "" of an empty cell."""
    if cell is None or isinstance(cell, bool):
        return Wrong(sentence("不是文字，是日期、时间或是非值"), sentence("把单元格格式改为“文本”，重新填写"))
    if isinstance(cell, float) and abs(cell) >= TOO_LONG:
        return Wrong(
            sentence("数字太长，表格软件已改掉了后几位"), sentence("把单元格格式改为“文本”，重新填写")
        )
    text = " ".join(text_of(cell).split())
    if not text.isprintable():
        return Wrong(sentence("{text}里有看不见的控制字符", text=shown(text)), sentence("删去后重新填写"))
    if len(text) > most:
        return Wrong(
            sentence("太长：{length} 字，最多 {most} 字", length=len(text), most=most), sentence("请写短些")
        )
    return text


def some_words(cell: Cell, most: int) -> str | Wrong:
    """As `words`, but not empty."""
    return words(cell, most) or Wrong(sentence("没有填"), sentence("填上，或删去整行"))


def amount(cell: Cell, low: int, high: int, unit: str, *, whole: bool = False) -> str | Wrong:
    """A number of *low* to *high* as decimal text, also where it was typed as text or with its unit."""
    if cell is None or isinstance(cell, bool):
        return Wrong(
            sentence("不是数字，是日期、时间或是非值"), sentence("把单元格格式改为“常规”，重新填数字")
        )
    text = normalize("NFKC", text_of(cell)).strip().removesuffix(unit).strip()
    if not text:
        return ""
    try:
        value = parse(text)
    except ValueError:
        return Wrong(
            sentence("{cell}不是数字", cell=shown(cell)),
            sentence("只填数字，例如 {example}", example="5" if whole else "2.5"),
        )
    if not low <= value <= high:
        what = sentence("{value} 不在 {low} 到 {high} 之内", value=plain(value), low=str(low), high=str(high))
        return Wrong(what, sentence("核对后重填"))
    if whole and value % 1:
        return Wrong(sentence("{value} 不是整数", value=plain(value)), sentence("核对后重填"))
    return str(int(value)) if whole else plain(value)


def score(cell: Cell, low: Decimal, high: Decimal) -> str | Wrong:
    """A number of *low* to *high* as decimal text; a text that is exactly a number is one."""
    if cell == "":
        return Wrong(
            sentence("没有得分，或公式出错"),
            sentence("填 {low} 到 {high} 的数字，缺的先与主办方核实", low=plain(low), high=plain(high)),
        )
    if cell is None or isinstance(cell, bool):
        return Wrong(
            sentence("不是数字，是日期、时间或是非值"), sentence("把单元格格式改为“常规”，重新填数字")
        )
    try:
        value = parse(decimal_text(cell) if isinstance(cell, float) else typed_number(cell))
    except ValueError:
        if isinstance(cell, str) and not DIGITS.fullmatch(typed_number(cell)):
            return no_number(cell)
        return Wrong(
            sentence("{cell} 的小数超过 6 位，或数太大", cell=text_of(cell)),
            sentence("先在表格里用 ROUND 保留规定的小数位"),
        )
    if not low <= value <= high:
        what = sentence(
            "{value} 不在 {low} 到 {high} 之内", value=plain(value), low=plain(low), high=plain(high)
        )
        return Wrong(what, sentence("核对后重填"))
    return shortest(value)


def no_number(cell: str) -> Wrong:
    if "%" in normalize("NFKC", cell):
        return Wrong(
            sentence("{cell}是百分数", cell=shown(cell)), sentence("看不出要的是 95 还是 0.95，请只填数字")
        )
    return Wrong(sentence("{cell}不是数字", cell=shown(cell)), sentence("只填数字和小数点，例如 88.5"))


def typed_number(text: str) -> str:
    """Full-width digits as plain ones, and without commas between thousands: neither has two meanings."""
    plain_text = normalize("NFKC", text).strip()
    return plain_text.replace(",", "") if THOUSANDS.fullmatch(plain_text) else plain_text
