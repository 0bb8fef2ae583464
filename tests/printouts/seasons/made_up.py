"""A made-up season with two tables: 52 weeks, 10 of 12 months, a tie, an excuse, a deduction, titles."""

from datetime import UTC, datetime
from hashlib import sha256

from judging.files.season_file import read_season
from judging.printouts.seasons.season_moment import SeasonMoment
from judging.season.reckoning import reckon

AT = datetime(2026, 11, 20, 6, 30, tzinfo=UTC)
LONG = "选手03（某某街道社区事务受理服务中心综合窗口第一党员先锋岗常年驻点人员兼业务辅导员）"
PEOPLE = (*(f"选手{n:02}" for n in range(1, 3)), LONG, *(f"选手{n:02}" for n in range(4, 13)))
UNITS = ("窗口甲", "窗口乙", "窗口丙")
WEEKS, MONTHS = 52, 10


def quiz():
    """Weekly scores of persons: everybody misses some week; the first two have the same ones."""
    rows = ["track,round,entrant,score"]
    for week in range(1, WEEKS + 1):
        for n, who in enumerate(PEOPLE):
            like = max(n, 1)
            score = "" if (week + like) % 17 == 0 else str(98 - like - (week * 7) % 11)
            rows.append(f"window,w{week:02},{who},{score}")
    return "\n".join(rows)


def drill():
    """Monthly scores of persons and of units, of which one has two events only."""
    rows = ["track,round,entrant,score"]
    for month in range(1, MONTHS + 1):
        for n, who in enumerate(PEOPLE):
            if (month, who) != (3, "选手05"):
                rows.append(f"window,m{month:02},{who},{95 - max(n, 1) * 2 + (month * (max(n, 1) + 3)) % 9}")
        for n, unit in enumerate(UNITS[: 3 if month < 3 else 2]):
            rows.append(f"group,m{month:02},{unit},{90 + (month * (n + 2)) % 7}.5")
    return "\n".join(rows)


EXCUSED = "track,event,entrant,as,reason\nperson,m03,选手05,skip,公假\n"
DEDUCTIONS = "track,round,entrant,points,reason\nperson,drill,选手06,0.5,明察暗访\n"


def toml(*, months=12, missed="skip", files):
    events = ",\n".join(
        f'{{ id = "w{n:02}", name = "第{n}周", from = ["quiz.csv"] }}' for n in range(1, WEEKS + 1)
    )
    drills = ",\n".join(
        f'{{ id = "m{n:02}", name = "{n}月", from = ["drill.csv"] }}' for n in range(1, MONTHS + 1)
    )
    read = ("quiz.csv", "drill.csv")
    hashes = "\n".join(f'"{name}" = "{sha256(files[name]).hexdigest()}"' for name in read)
    return f"""
schema = 1
[season]
id = "chang-2024"
name = "2024年“一网通办”常态化专项立功竞赛"
organiser = "某某区行政服务中心"
excused = "leave.csv"
deductions = "patrols.csv"

[files]
{hashes}

[[series]]
id = "quiz"
name = "竞答周周练"
missed = "skip"
best = 40
events = [{events}]

[[series]]
id = "drill"
name = "竞操月月有"
by = "place"
points = ["10", "8", "6", "5", "4", "3"]
rest = "1"
shared = "mean"
best = 8
of = {months}
missed = "{missed}"
full = "10"
events = [{drills}]

[[tables]]
id = "person"
name = "个人类"
tracks = ["window"]
weights = {{ quiz = "30", drill = "70" }}
ties = ["series:drill", "share"]
pool = "persons"

[[tables]]
id = "unit"
name = "集体类"
tracks = ["group"]
weights = {{ drill = "100" }}
ties = ["firsts:drill", "later:drill", "share"]

[[pools]]
id = "persons"
name = "个人奖"
slots = 4
levels = [ {{ name = "一等奖", count = 2, title = "最美瀛洲店小二" }}, {{ name = "二等奖", count = 2 }} ]
quota = {{ person = 4 }}
""".encode()


def season_files(*, months=12, missed="skip"):
    """By name, the season's own too."""
    files = {
        "quiz.csv": quiz().encode(),
        "drill.csv": drill().encode(),
        "leave.csv": EXCUSED.encode(),
        "patrols.csv": DEDUCTIONS.encode(),
    }
    return {"SEASON.toml": toml(months=months, missed=missed, files=files), **files}


def made(*, months=12, missed="skip", **known):
    """The season as it stands at the end of October; with *months* = 10 it is finished."""
    files = season_files(months=months, missed=missed)
    content = files.pop("SEASON.toml")
    read = read_season(content, files)
    inputs = {**read.inputs, "SEASON.toml": sha256(content).hexdigest()}
    return SeasonMoment(read.season, reckon(read.season, read.gathered), inputs, AT, **known)
