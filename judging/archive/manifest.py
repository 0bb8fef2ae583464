"""manifest.json: what an archive says of itself, and README.txt, the same for people."""

from datetime import UTC, datetime

from msgspec import Struct

from judging import __version__
from judging.core.state import State

from .keeping import KINDS, Keeping, keeping

NAME = "manifest.json"
README = "README.txt"
FORMAT = 1  # of an archive; a higher one is a newer version's


class Manifest(Struct, frozen=True):
    """`entries` and `tail` are of the whole log, also where it is not in the archive."""

    format: int
    program: str
    made_at: str  # UTC
    competition: str
    organiser: str
    rehearsal: bool
    redacted: bool
    entries: int
    tail: str
    last_at: str
    keeping: tuple[Keeping, ...]


def manifest(state: State, last: tuple[int, str, str], at: datetime, *, redacted: bool) -> Manifest:
    """*last*: position, hash and moment of the log's last entry."""
    entries, tail, last_at = last
    rules = state.rulebook
    return Manifest(
        FORMAT,
        __version__,
        at.astimezone(UTC).isoformat(timespec="seconds"),
        rules.name,
        rules.organiser,
        state.rehearsal,
        redacted,
        entries,
        tail,
        last_at,
        keeping(rules, last_at),
    )


def read_me(found: Manifest) -> str:
    """In Chinese, for whoever opens the archive in ten years."""
    parts = [_head(found), _REDACTED if found.redacted else _WHOLE, _VERIFY, _until(found)]
    return "\n".join(part.format(m=found).strip("\n") + "\n" for part in parts)


def _head(found: Manifest) -> str:
    kind = "删节归档（可公开）" if found.redacted else "完整归档（含个人信息，不公开）"
    rehearsal = "\n演练：机器数据，不是正式成绩。" if found.rehearsal else ""
    return f"""
{found.competition}　{kind}{rehearsal}

制作：{found.organiser or "主办单位"}（组织者），{found.made_at[:10]}，程序 judging {found.program}
记录：共 {found.entries} 条，最后一条 {found.last_at[:10]}
链尾：{found.tail}
"""


_WHOLE = """
一、包里有什么
  competition.sqlite  赛事记录：每一步一条，前后以 SHA-256 相连，一条也改不了、抽不走。
                      这是不带钥匙的副本：证件、设备和 PIN 在记录里只有散列值，没有旁边的钥匙文件，
                      谁也不能凭它登录或签字。
  export/             规则 rules.toml，分值、单项成绩、扣分、名单和结果（CSV、JSON），操作记录 log.csv，
                      核算底稿 workings.xlsx（锁定之后才有，表里的公式自己算出全部成绩）。
  documents/          全部表单（PDF；制作时电脑上没有浏览器的，是网页，打开后按 Ctrl+P 打印）和 Excel。
  manifest.json       本包的说明，给程序读。
  SHA256SUMS          每个文件的校验值。
"""
_REDACTED = """
一、包里有什么
  export/             规则 rules.toml，分值、单项成绩、扣分（理由删去）、评委组长的决定（理由删去）、
                      建议名单 awards.csv 和名单 entrants.csv（个人姓名只留姓），结果 results.json，
                      已公示的获奖名单 decided.csv（以它为准）。评委只有编号。
  manifest.json       本包的说明，给程序读。
  SHA256SUMS          每个文件的校验值。

  这是删节本：没有赛事记录、操作记录和表单，没有联系方式、单位、岗位和照片。
  仍可核对：从规则和分值重新算出的全部成绩、名次和入围名单，与 results.json 一致。
  不能核对：谁在什么时候做了哪一步。要核对这些，须有完整归档；它的链尾就是上面那一行。
"""
_VERIFY = """
二、怎样校验
  1. 装上 Python 3.11 以上和 judging {m.program}（或更新的版本），运行：judging verify 本包.zip
     它核对每个文件和压缩包的每个字节，沿记录链走一遍，用两个互相独立的程序重算成绩、名次和名单，
     说“一致”，或者说出哪里不同。
  2. 没有本程序时：解开后运行 sha256sum -c SHA256SUMS。
     记录链：hash = SHA-256(前一条的 hash + 各字段，每个写成 长度:内容,)；第一条之前是 64 个 0。
  3. 打印的表上有校验码和链尾的前 12 位，与上面“链尾”一致的，就是由这份记录打印的。
"""


def _until(found: Manifest) -> str:
    lines = [f"  {KINDS[each.kind]}：{_told(each)}" for each in found.keeping]
    after = (
        "  联系方式写在记录链里，单独删去会使链断开：到期时整个删除完整归档和赛事文件，只留删节归档。"
        if not found.redacted
        else "  本包不含以上内容。"
    )
    return "\n".join(["三、个人信息保存到什么时候", *lines, after, ""]).replace("{", "{{").replace("}", "}}")


def _told(each: Keeping) -> str:
    return f"保存到 {each.until}" if each.until else "规则的 [archive] 没有写保存年限，由主办单位决定"
