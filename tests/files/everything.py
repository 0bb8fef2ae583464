"""Rules in which every setting there is says something else than its default."""

EVERYTHING = """\
# 每一项设置都写到，都不是默认值
schema = 1

[competition]
id = "all"
name = "全项演示赛"          # 名称旁的说明
organiser = "示例主办单位"
about = "什么都有\\n两行简介"
one_track = true

[oversight]
countersign = ["start", "lock"]
two_persons = true
sign_rules = true

[archive]
keep_years = 5
contacts_years = 1
photos_years = 2

[meeting]
majority = "2/3"
body = "“三重一大”会议"
quorum = 5
fill = true

[objections]
within_hours = 2
within_days = 2
decide_hours = 3
contact_days = 1
settle_days = 4
complicated_days = 13

[rectify]
contact_days = 1
settle_days = 4
complicated_days = 13
round = "online"
companion = "0.5"
rating = "1"
complaint = "2"
overdue = "0.5"

[publicity]
days = 3

[[proposals]]
key = "tracks.front.rounds.show.trim"
ask = "去几个最高分、最低分？"

[[intake]]
id = "form"
name = "报名表"
phase = "entry"

[[phases]]
id = "entry"
name = "报名"
starts = "2026-10-08"
ends = "2026-10-15"

[[tracks]]
id = "front"
name = "综合窗口一线"
pool = "best"
ties = ["round:show", "criterion:show.skill", "manual"]
composite = { places = 3, rounding = "half_even", weigh = "exact", rank_on = "exact" }
roster = { exactly = 9, most = 12, districts = { "甲区" = 5, "乙区" = 7 }, pooled = true, years = "2.5", \
team = 3, leader = true, classes = ["综合 窗口", "专窗"] }

  [[tracks.rounds]]
  id = "show"
  name = "实操比武"
  kind = "judged"
  weight = "40"
  full = "90"
  manner = "walk"
  window_judges = 4
  of = "criterion"
  trim = { high = 1, low = 2, from = 5 }
  reduce = "median"
  criterion_places = 1
  places = 3
  rounding = "truncate"
  avoid = "both"
  minimum = 3
  hold_first = 2
  head_confirms = true
  spread = "12.5"
  floor = "none"
  time = { limit_s = 300, warn_s = [60, 30], segments = [ \
{ id = "intro", name = "自我介绍", limit_s = 60, warn_s = [10], counts = true }, \
{ id = "talk", name = "问答", limit_s = 240, counts = false } ] }

    [[tracks.rounds.criteria]]
    id = "skill"
    name = "业务技能"
    min = "1"
    max = "61"
    step = "0.25"
    factor = "1.5"
    scale = "优 50 以上\\n良 40 以上"

    [[tracks.rounds.overtime]]
    over_s = 0
    upto_s = 30
    points = "0.5"

    [[tracks.rounds.overtime]]
    over_s = 30
    points = "1.5"

    [[tracks.rounds.compulsory]]
    id = "greet"
    name = "问候"
    by = "scorekeeper"
    lack = "cap"
    points = "60"

    [[tracks.rounds.cases]]
    id = "birth"
    name = "出生一件事"
    type = "complex"
    difficulty = "难"

  [[tracks.rounds]]
  id = "panels"
  name = "分组展示"
  kind = "judged"
  weight = "20"
  absent = "fill"
  panels = ["A", "B"]
  equalise = "mean_of_means"
  coefficient_places = 4
  mean_places = 2

    [[tracks.rounds.criteria]]
    id = "all"
    name = "总分"
    min = "0"
    max = "100"
    step = "1"

  [[tracks.rounds]]
  id = "peers"
  name = "互评"
  kind = "judged"
  weight = "10"
  sheets = "each"
  groups = [ { id = "self", name = "自评", weight = "30", trim = { high = 1, low = 1, from = 4 }, \
reduce = "sum", places = 1, minimum = 2, who = "self" }, \
{ id = "peer", name = "互评", weight = "50", secret = true }, \
{ id = "line", name = "群众", weight = "20", who = "ballot" } ]
  who = "peer"

    [[tracks.rounds.criteria]]
    id = "all"
    name = "总分"
    min = "0"
    max = "100"
    step = "1"
    grades = [ { name = "优秀", mark = "100" }, { name = "称职", mark = "80" } ]

  [[tracks.rounds]]
  id = "votes"
  name = "推优"
  kind = "judged"
  weight = "10"
  sheets = "each"
  who = "ballot"
  most = 3
  secret = true
  reduce = "sum"

    [[tracks.rounds.criteria]]
    id = "vote"
    name = "推选"
    min = "0"
    max = "1"
    step = "1"

  [[tracks.rounds]]
  id = "speed"
  name = "办件用时"
  kind = "indicator"
  weight = "10"
  points = { by = "rank", best = "low", top = "100", less = "2", bottom = "60", none = "70" }
  measure = { round = "show", type = "complex", segment = "intro" }

  [[tracks.rounds]]
  id = "online"
  name = "网办率"
  kind = "indicator"
  weight = "10"
  points = { by = "linear", zero = "60", full = "95" }
  within = "class"

  [[tracks.rounds]]
  id = "waiting"
  name = "等候"
  kind = "indicator"
  weight = "10"
  points = { by = "steps", best = "low", steps = [ { points = "0" }, { from = "30", points = "60" } ] }

[[tracks]]
id = "back"
name = "后台、管理人员"
pool = "best"
ties = ["share"]

  [[tracks.rounds]]
  id = "quiz"
  name = "知识竞赛"
  kind = "imported"
  weight = "100"
  floor = "5"

[[pools]]
id = "best"
name = "个人奖"
slots = 10
quota = { front = 8, back = 2 }
floors = [ { track = "front", share = "60%" } ]
levels = [ { name = "一等奖", count = 3, title = "金牌店小二" }, { name = "二等奖", count = 7 } ]

[[pools]]
id = "rest"
name = "鼓励奖"
slots = 3
allocate = "merged"

[[specials]]
id = "organised"
name = "优秀组织奖"
slots = 4
title = "优秀组织单位"
districts = true

[[specials]]
id = "skilled"
name = "业务技能之星"
slots = 2
by = "criterion"
tracks = ["front"]
round = "show"
criterion = "skill"
"""
