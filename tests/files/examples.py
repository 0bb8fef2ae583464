"""One complete small day; the tests spoil it one thing at a time."""

RULES = """\
schema = 1

[competition]
id = "demo"
name = "演示赛"

[[tracks]]
id = "centre"
name = "受理中心组"
pool = "collective"
ties = ["round:present", "criterion:present.content", "untrimmed:present", "share"]
composite = { places = 2, rounding = "half_up", weigh = "rounded", rank_on = "rounded" }

  [[tracks.rounds]]
  id = "daily"
  name = "日常服务能级"
  kind = "imported"
  weight = "70"
  full = "100"
  places = 2

  [[tracks.rounds]]
  id = "present"
  name = "现场汇报展示"
  kind = "judged"
  weight = "30"
  trim = { high = 1, low = 1, from = 3 }
  minimum = 2

    [[tracks.rounds.criteria]]
    id = "content"
    name = "内容"
    min = "0"
    max = "60"
    step = "0.5"

    [[tracks.rounds.criteria]]
    id = "form"
    name = "形式"
    min = "0"
    max = "40"
    step = "0.5"

    [[tracks.rounds.overtime]]
    over_s = 0
    upto_s = 30
    points = "0.5"

    [[tracks.rounds.overtime]]
    over_s = 30
    points = "1"

[[tracks]]
id = "team"
name = "区运管团队组"
pool = "collective"

  [[tracks.rounds]]
  id = "jury"
  name = "汇报"
  kind = "judged"
  weight = "100"
  groups = [ { id = "expert", name = "专家", weight = 70 }, { id = "public", name = "大众", weight = "30" } ]
  panels = ["A", "B"]
  equalise = "coefficient"

    [[tracks.rounds.criteria]]
    id = "all"
    min = "0"
    max = "100"
    step = "1"

  [[tracks.rounds]]
  id = "calls"
  name = "叫号量"
  kind = "indicator"
  weight = "0"
  points = { by = "rank", top = "100", less = "5" }
  within = "class"

[[pools]]
id = "collective"
name = "集体奖"
slots = 5
allocate = "quota"
quota = { centre = 4, team = 1 }
floors = [ { track = "centre", share = "80%" } ]
levels = [ { name = "一等奖", count = 1 }, { name = "二等奖", count = 4 } ]
"""

MARKS = """\
track,round,entrant,judge,criterion,mark,group,panel
centre,present,e1,J1,content,50,,
centre,present,e1,J1,form,30.5,,
centre,present,e1,J2,content,51,,
centre,present,e1,J2,form,31,,
centre,present,e1,J10,content,49.5,,
centre,present,e1,J10,form,29,,
centre,present,e2,J1,content,40,,
centre,present,e2,J1,form,20,,
centre,present,e2,J2,,absent,,
centre,present,e2,J10,content,41,,
centre,present,e2,J10,form,21,,
team,jury,t1,E1,all,90,expert,A
team,jury,t1,P1,all,80,public,A
team,jury,t2,E2,all,70,expert,B
team,jury,t2,P2,all,60,public,B
"""

COMPONENTS = """\
track,round,entrant,score,class
centre,daily,e1,88.727,
centre,daily,e2,90,
team,calls,t1,1200,综合
team,calls,t2,900,综合
"""

DEDUCTIONS = """\
track,round,entrant,points,reason
centre,present,e1,0.5,超时
centre,daily,e2,1,缺材料
"""

STATUS = """\
track,entrant,status
centre,e9,withdrawn
"""

DECISIONS = """\
track,round,entrant,minimum,reason
centre,present,e1,1,评委组长决定
"""
ORDER = """\
track,entrant,order
centre,e1,1
centre,e2,2
"""

FILES = {
    "rules.toml": RULES,
    "marks.csv": MARKS,
    "components.csv": COMPONENTS,
    "deductions.csv": DEDUCTIONS,
    "status.csv": STATUS,
    "order.csv": ORDER,
    "decisions.csv": DECISIONS,
}
