"""What is wrong with a season, told to somebody who fills in its form and has never seen SEASON.toml.

What stands in another file keeps the words of whoever reads that file.
"""

from collections.abc import Callable, Mapping

from msgspec.structs import replace

from judging.core.sentence import Sentence, Value, sentence, template

from .on_page import IN_A_FORM
from .problems import Problem, Words
from .season_file import SEASON

# How the file's reader says it → how it is said to whoever has a field before the eyes.
IN_THE_FORM: dict[str, Callable[[Mapping[str, Value]], Sentence]] = {
    template('写 from = ["m03.json"]'): lambda v: sentence("选一个成绩文件"),
    template("写 {count} 或更多，或删去 of"): lambda v: sentence(
        "写 {count} 或更多，或空着", count=v["count"]
    ),
    template('一场不参加也排名，只能与 missed = "zero" 同用'): lambda v: sentence(
        "一场不参加也排名，只能在缺一场记 0 分时用"
    ),
    template('写 1 或更多，或写 missed = "zero"'): lambda v: sentence("写 1 或更多，或改“缺一场时”"),
    template('{tag} = "{kind}" 的用不到'): lambda v: sentence("这里用不到"),
    template("删去，或写 {tag} = {kinds}"): lambda v: sentence("空着"),
    template('by = "score" 的用不到'): lambda v: sentence("按综合成绩的用不到"),
    template('删去，或写 by = "place"'): lambda v: sentence("空着，或改“每场按”"),
    template('写 points = ["10", "8", "6"]'): lambda v: sentence("从第一名起，每行写一个名次的积分"),
    template("列出场次，或写 of = 一共几场"): lambda v: sentence("列出场次，或填一共几场"),
    template("写不大于 {count} 的整数，或用 of 写明一共几场"): lambda v: sentence(
        "写不大于 {count} 的整数，或填一共几场", count=v["count"]
    ),
    template("至少写一个 [[{table}]]"): lambda v: sentence("至少增加一个"),
    template('写 tracks = ["window"]'): lambda v: sentence("至少选一个组别"),
    template("写一个 [[pools]]，或删去 pool"): lambda v: sentence("先增加一个奖项，或空着"),
    template('在总表的 weights 里写 {series} = "30"，或删去这个系列'): lambda v: sentence(
        "在总表里填它的分值占比，或删去这个系列"
    ),
    template("换成有这个组别的文件，或改总表的 tracks"): lambda v: sentence(
        "换成有这个组别的文件，或改总表排哪些组别"
    ),
    template("{file} 不在 [files] 里"): lambda v: sentence("文件夹里没有 {file}", file=v["file"]),
    template('在 [files] 里写 "{file}" = "{right}"'): lambda v: sentence("上传这个文件，或换一个"),
    template('确认文件没有错后写 "{file}" = "{right}"，否则换回原来的文件'): lambda v: sentence(
        "把原来的文件放回文件夹；确认现在的没有错的，重新上传，再换上"
    ),
}


def on_season_page(problem: Problem) -> Problem:
    """*problem* as the page says it, where it is one of SEASON.toml."""
    if not problem.place.startswith(str(SEASON)):
        return problem
    return replace(problem, what=in_the_form(problem.what), remedy=in_the_form(problem.remedy))


def in_the_form(words: Words) -> Words:
    if isinstance(words, str):
        return words
    told = IN_THE_FORM.get(words.template) or IN_A_FORM.get(words.template)
    if told:
        return told(words.values)
    nested = {name: in_the_form(v) if isinstance(v, Sentence) else v for name, v in words.values.items()}
    return replace(words, values=nested)
