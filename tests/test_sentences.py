"""What the server says has an English for each of its templates, and a template is always a literal."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from judging.assets import tree
from judging.chronicle.line_kinds import KIND_OF
from judging.core.events import Event
from judging.core.refused import Reason, Refused
from judging.core.sentence import sentence
from judging.views.story import SENTENCES

PACKAGE = Path(__file__).parent.parent / "judging"
CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")  # punctuation too
ENTRY = re.compile(r'^\s*"(?P<key>(?:[^"\\]|\\.)*)":\s*"(?P<text>(?:[^"\\]|\\.)*)",$', re.MULTILINE)
PARAMETER = re.compile(r"\{(\w+)(?::[^}]*)?\}")
MAKERS = {
    "sentence": 0,
    "Sentence": 0,
    "template": 0,
    "StorageFailed": 0,
    "NoWorkbook": 0,
    "NoPicture": 0,
    "BadTemplate": 0,
    "NoBrowser": 0,
    "Refused": 1,
    "Unreadable": 1,
    "Blank": 1,
    "EndLost": 1,
    "Occupied": 1,
}  # callable → where its template stands


def english() -> dict[str, str]:
    text = (tree("static") / "words" / "server.en.js").read_text("utf-8")
    entries = ENTRY.findall(text)
    assert len({key for key, _ in entries}) == len(entries), "a template stands twice"
    return {unescaped(key): unescaped(said) for key, said in entries}


def unescaped(literal: str) -> str:
    text: str = json.loads(f'"{literal}"')
    return text


def made() -> Iterator[tuple[str, ast.expr, set[str] | None]]:
    """Place, template and names of the values of every sentence that is made anywhere in the package.

    None for the names where the values come later.
    """
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = maker(node)
            if name in MAKERS and len(node.args) > MAKERS[name]:
                place = f"{path.relative_to(PACKAGE).as_posix()}:{node.lineno}"
                values = None if name == "template" else {k.arg for k in node.keywords if k.arg}
                yield place, node.args[MAKERS[name]], values


def maker(call: ast.Call) -> str:
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def names_in(text: str) -> set[str]:
    return set(PARAMETER.findall(text))


def templates() -> set[str]:
    return {
        node.value
        for _, node, _ in made()
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CHINESE.search(node.value)
    }


# Chinese on purpose: who reads it has no other language.
CHINESE_PARTS = (
    "bundle/",
    "archive/",
    "audit/",  # the command line, here and below
    "backup.py",
    "cli.py",
    "core/client_data.py",  # full-width characters, and words that stand before a number
    "core/identity_number.py",  # full-width characters
    "core/telephone.py",  # likewise
    "core/people/taking_part.py",  # a name with its unit
    "doctor/command.py",
    "doctor/trial_print.py",  # names of fonts, and what is printed with them
    "core/scoring/awards.py",  # what tally says of pools
    "files/contents.py",
    "files/csvs.py",
    "files/explain.py",
    "workings/",  # worksheets
    "files/marks.py",
    "views/script.py",  # what the emcee says
    "views/ceremony_script.py",  # likewise
    "files/naming.py",
    "files/rulesfile.py",
    "files/day_files.py",
    "rehearse/",  # and people made up
    "tally/",
    "web/run.py",
    "core/scoring/compulsory.py",  # reasons of deductions: the record keeps them as text
    "core/scoring/spoken.py",  # what is said aloud
    "files/season_writing.py",  # likewise
    "files/writing.py",  # comments of the rules file
    "printouts/",  # paper and workbooks, here and below
    "sheets/",
)
CHINESE_NAMES = {"赛事", "-演练", "未命名.xlsx", "证件", "测评票", "选手01"}  # of files, and of nobody
FILE_NAME_ENDS = {"团队照", "团队", "合影"}
CHINESE_GRAMMAR = {"取", "、", "新区", "区"}
OTHER_CHINESE = CHINESE_NAMES | CHINESE_GRAMMAR | FILE_NAME_ENDS


def outside_sentences() -> Iterator[tuple[str, str]]:
    """Place and text of what is Chinese and no sentence: texts in the code, with or without values."""
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        known = {id(part) for node in ast.walk(tree) for part in told_or_documented(node)}
        for node in ast.walk(tree):
            if id(node) not in known and isinstance(node, ast.JoinedStr | ast.Constant):
                text = ast.unparse(node) if isinstance(node, ast.JoinedStr) else node.value
                if isinstance(text, str) and CHINESE.search(text):
                    yield f"{path.relative_to(PACKAGE).as_posix()}:{node.lineno}", text


def told_or_documented(node: ast.AST) -> list[ast.AST]:
    """The template of a sentence; a docstring; the parts of a text with values, looked at as a whole."""
    match node:
        case ast.Call(args=[*args]) if maker(node) in MAKERS:
            return [arg for arg in args if isinstance(arg, ast.Constant)]
        case ast.Expr(value=ast.Constant() as text):
            return [text]
        case ast.JoinedStr():
            return [part for part in ast.walk(node) if part is not node]
        case _:
            return []


def test_a_template_is_a_literal_and_never_made_of_pieces():
    pieces = [
        f"{place}: {ast.unparse(node)}"
        for place, node, _ in made()
        if not place.startswith(CHINESE_PARTS)
        if isinstance(node, ast.JoinedStr | ast.BinOp)
        or (isinstance(node, ast.Call) and maker(node) in ("format", "join", "replace"))
    ]

    assert pieces == []


def test_chinese_on_a_page_is_always_a_sentence():
    found = [
        f"{place}: {text}"
        for place, text in outside_sentences()
        if not place.startswith(CHINESE_PARTS) and text not in OTHER_CHINESE
    ]

    assert found == []


def test_every_template_has_its_english():
    assert templates() - english().keys() == set()


def test_no_english_is_left_of_what_nobody_says():
    assert english().keys() - templates() == set()


def test_both_languages_take_the_same_values():
    assert [template for template, text in english().items() if names_in(template) != names_in(text)] == []


def test_every_sentence_gets_the_values_it_takes():
    wrong = [
        place
        for place, node, values in made()
        if isinstance(node, ast.Constant) and values is not None and names_in(node.value) != values
    ]

    assert wrong == []


def test_the_english_has_no_chinese_in_it():
    assert [text for text in english().values() if CHINESE.search(text)] == []


def test_a_list_is_joined_as_the_template_says():
    names = sentence("缺少：{names}", names=("甲", "乙"))
    both = sentence("不能锁定：{why:；}", why=(names, sentence("“{name}”未交", name="{names}")))

    assert str(names) == "缺少：甲、乙"
    assert str(both) == "不能锁定：缺少：甲、乙；“{names}”未交"


def test_a_refusal_carries_the_sentence_and_its_chinese():
    refused = Refused(Reason.MALFORMED, "请填写{what}", what=sentence("原因"))

    assert refused.detail == "请填写原因"
    assert refused.sentence.values == {"what": sentence("原因")}


def test_the_english_of_the_server_stands_in_order():
    """So that two changes of the same day seldom meet in one line."""
    lines = (tree("static") / "words" / "server.en.js").read_text("utf-8").splitlines()
    entries = [line for line in lines if line.startswith("  ")]

    assert entries == sorted(set(entries))


def test_every_event_has_its_sentence_and_its_kind_in_the_log():
    """Or the page of the log breaks with the first of them: judging/chronicle/line_kinds.py."""
    assert set(get_args(Event)) == set(SENTENCES) == set(KIND_OF)
