"""Names as they are published where asked: the surname stays, the rest is ○. A team's name is nobody's."""

from judging.core.people.taking_part import Entrant
from judging.core.scoring.rulebook import Track

# Of two characters; all others have one.
COMPOUND = (
    *("欧阳", "太史", "端木", "上官", "司马", "东方", "独孤", "南宫", "万俟", "闻人", "夏侯", "诸葛", "尉迟"),
    *("公羊", "赫连", "澹台", "皇甫", "宗政", "濮阳", "公冶", "太叔", "申屠", "公孙", "慕容", "仲孙", "钟离"),
    *("长孙", "宇文", "司徒", "鲜于", "司空", "闾丘", "令狐", "百里", "呼延", "东郭", "南门", "西门"),
)
HIDDEN, DOT = "○", "·"
LONGEST_NAME = 4  # of a person, without a dot


def is_person(track: Track, entrant: Entrant) -> bool:
    """Nobody says so: a team has a leader or members, a person a post, years on it or a number."""
    if entrant.team is not None or entrant.leader:
        return False
    return track.roster.years is not None or any((entrant.unit, entrant.post, entrant.years, entrant.number))


def published_name(track: Track, entrant: Entrant) -> str:
    """Masked if it is a person's, or may be: of a roster with nothing but names the short ones are."""
    is_team = entrant.team is not None or bool(entrant.leader)
    may_be = not is_team and (len(entrant.name) <= LONGEST_NAME or DOT in entrant.name)
    return masked_name(entrant.name) if may_be or is_person(track, entrant) else entrant.name


def masked_name(name: str) -> str:
    """“张三” → “张○”, “欧阳小明” → “欧阳○○”; the dot between the parts of a long name stays."""
    shown = 2 if len(name) > 2 and name[:2] in COMPOUND else 1
    return name[:shown] + "".join(sign if sign == DOT else HIDDEN for sign in name[shown:])
