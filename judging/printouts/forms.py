"""The printed forms: how each is made, and which sheets of it there are."""

from judging.core.honours.decided import awards_of
from judging.core.state import State

from .applications import person_sheet, persons, team_sheet, teams
from .assignments import assignment_sheet
from .blanks import blank_sheet
from .catalogue import Filed, catalogue_sheet
from .certificates import (
    certificate_sheet,
    certified,
    holder,
    is_out,
    is_withdrawn,
    plaque_sheet,
    plaques,
    prose,
)
from .confirmations import confirmable, confirmation_sheet, own_is_shown
from .corrections import corrected_entrant, corrected_places, correction_sheet, corrections_published
from .decisions import decision_sheet, decisions_made
from .draws import draw_sheet
from .form import Form
from .highlights import highlight_sheet, highlighted, showcase_sheet, showcases
from .histories import history_places, history_sheet, whole_log
from .intakes import collected, intake_sheet, replaced_sheet, replaced_tracks
from .ledgers import ledger_sheet, ledger_tracks
from .moment import Moment
from .objections import answer_sheet, objection_sheet, objections_decided, objections_filed
from .oversight import oversight_sheet, watched
from .panel_draws import drawn_panels, panel_draw_sheet
from .papers import paper_places, paper_sheet
from .points import indicator_places, points_sheet
from .proposals import proposal_sheet
from .recusals import recusal_places, recusal_sheet
from .revealed import (
    always,
    between_judge_and_organiser,
    never,
    ranking_revealed,
    scores_revealed,
    standings_revealed,
)
from .rounds import round_sheet
from .rule_signatures import rules_sheet, signed_rules
from .scores import score_sheet
from .sheet import WHOLE, Sheet, SheetPlace
from .staff import named, staff_sheet
from .summary import result_sheet
from .timings import timed_rounds, timing_sheet
from .trainees import trainee_rounds, trainee_sheet
from .whereabouts import (
    complete_classes,
    complete_tracks,
    groups_assigned,
    nowhere,
    of_subject,
    orders_drawn,
    performances_scored,
    pools_settled,
    rounds_scored,
    seats_taken,
)


def sheets(
    moment: Moment, form: str, owner: str, round: str = "", subject: str = "", *, whole: bool = False
) -> list[Sheet]:
    """The printable sheets of a form of a track or pool, of all rounds and subjects where none is named."""
    wanted = (owner, round, subject)
    return [
        FORMS[form].build(moment, place, whole)
        for place in FORMS[form].places(moment.state, whole)
        if all(want in ("", have) for want, have in zip(wanted, _ids(place), strict=True))
    ]


def _ids(place: SheetPlace) -> tuple[str, str, str]:
    return place.owner, place.round, place.subject


def owners(state: State, form: Form) -> list[str]:
    """The ids of all that may have sheets of the form: tracks or pools."""
    rules = state.rulebook
    if form.is_of_whole:
        return [WHOLE]
    return list(awards_of(state)) if form.is_of_pool else [track.id for track in rules.tracks]


def _catalogue(moment: Moment, place: SheetPlace, whole: bool) -> Sheet:
    """Of all that is printed of the moment, in the order of an archive."""
    found = (
        Filed(form.name, form.build(moment, each, whole), form.is_proven)
        for form in FORMS.values()
        if not form.is_blank
        for each in form.places(moment.state, whole)
    )
    return catalogue_sheet(moment, place, found)


# Key in addresses → the form. A new form: a function that builds it, a template, and a line here.
FORMS: dict[str, Form] = {
    "results": Form("成绩汇总表", result_sheet, complete_tracks, "results.html", standings_revealed),
    "classes": Form("分类成绩汇总表", result_sheet, complete_classes, "results.html", standings_revealed),
    "points": Form(
        "指标折算表",
        points_sheet,
        indicator_places,
        "results.html",
        never,
        is_for_director=ranking_revealed,
    ),
    "round": Form("成绩登记表", round_sheet, rounds_scored, "results.html", scores_revealed),
    "score": Form(
        "评分表", score_sheet, performances_scored, "score.html", scores_revealed, entrant=of_subject
    ),
    "correction": Form(
        "更正记录",
        correction_sheet,
        corrected_places,
        "correction.html",
        corrections_published,
        is_for_director=always,
        entrant=corrected_entrant,
    ),
    "objection": Form(
        "异议登记表",
        objection_sheet,
        objections_filed,
        "objection.html",
        between_judge_and_organiser,
        is_by_itself=True,
    ),
    "answer": Form(
        "异议处理答复",
        answer_sheet,
        objections_decided,
        "objection.html",
        between_judge_and_organiser,
        is_by_itself=True,
    ),
    "assignment": Form("分组抽签记录", assignment_sheet, groups_assigned, "draw.html", always),
    "panel": Form("评委抽签记录", panel_draw_sheet, drawn_panels, "draw.html", always),
    "draw": Form("抽签记录", draw_sheet, orders_drawn, "draw.html", always),
    "timing": Form("计时记录", timing_sheet, timed_rounds, "timing.html", scores_revealed),
    "blank": Form(
        "备用评分表",
        blank_sheet,
        seats_taken,
        "blank.html",
        always,
        is_proven=False,
        is_blank=True,
        is_of_judge=True,
    ),
    "paper": Form(
        "纸质评分表",
        paper_sheet,
        paper_places,
        "paper.html",
        always,
        is_proven=False,
        is_blank=True,
        is_of_judge=True,
    ),
    "rules": Form("规则确认书", rules_sheet, signed_rules, "rules.html", always, is_of_whole=True),
    "intake": Form(
        "收件登记表",
        intake_sheet,
        collected,
        template="blank.html",
        is_public=never,
        is_proven=False,
        is_of_whole=True,
        is_for_director=always,
    ),
    "ledger": Form(
        "台账",
        ledger_sheet,
        ledger_tracks,
        "results.html",
        never,
        is_for_director=always,
    ),
    "replaced": Form(
        "顺延记录",
        replaced_sheet,
        replaced_tracks,
        "blank.html",
        always,
        is_proven=False,
    ),
    "staff": Form(
        "人员与职责表",
        staff_sheet,
        named,
        template="oversight.html",
        is_public=never,
        is_of_whole=True,
        is_for_director=always,
    ),
    "oversight": Form(
        "监督工作记录",
        oversight_sheet,
        watched,
        template="oversight.html",
        is_public=never,
        is_of_whole=True,
        is_for_director=always,
    ),
    "trainees": Form(
        "见习评分表",
        trainee_sheet,
        trainee_rounds,
        "blank.html",
        never,
        is_proven=False,
        is_for_director=scores_revealed,
    ),
    "history": Form(
        "操作记录",
        history_sheet,
        history_places,
        "log.html",
        never,
        is_for_director=always,
        is_by_itself=True,
        entrant=of_subject,
    ),
    "log": Form("操作记录", whole_log, nowhere, "log.html", never, is_proven=False, is_of_whole=True),
    "catalogue": Form(
        "归档目录",
        _catalogue,
        nowhere,
        template="blank.html",
        is_public=never,
        is_proven=False,
        is_of_whole=True,
    ),
    "recusal": Form(
        "回避声明",
        recusal_sheet,
        recusal_places,
        "blank.html",
        between_judge_and_organiser,
        is_proven=False,
        is_for_director=always,
        is_of_judge=True,
    ),
    "confirmation": Form(
        "选手成绩确认单",
        confirmation_sheet,
        confirmable,
        template="confirmation.html",
        is_public=never,
        is_for_director=own_is_shown,
        is_by_itself=True,
        entrant=of_subject,
    ),
    "highlights": Form(
        "亮点附页",
        highlight_sheet,
        highlighted,
        template="oversight.html",
        is_public=never,
        is_by_itself=True,
        entrant=of_subject,
    ),
    "showcase": Form(
        "推荐展示名单",
        showcase_sheet,
        showcases,
        template="oversight.html",
        is_public=never,
        is_by_itself=True,
    ),
    "team-application": Form(
        "集体类奖项申报表",
        team_sheet,
        teams,
        template="application.html",
        is_public=never,
        is_proven=False,
        is_applied=True,
        entrant=of_subject,
    ),
    "person-application": Form(
        "个人类奖项申报表",
        person_sheet,
        persons,
        template="application.html",
        is_public=never,
        is_proven=False,
        is_applied=True,
        entrant=of_subject,
    ),
    "decision": Form(
        "评审决定书",
        decision_sheet,
        decisions_made,
        template="awards.html",
        is_public=never,
        is_of_pool=True,
    ),
    "awards": Form(
        "获奖建议名单",
        proposal_sheet,
        pools_settled,
        "awards.html",
        never,
        is_of_pool=True,
        is_for_director=always,
    ),
    "certificate": Form(
        "证书",
        certificate_sheet,
        certified,
        template="certificate.html",
        is_public=is_out,
        is_of_pool=True,
        prose=prose,
        is_revoked=is_withdrawn,
        entrant=holder,
    ),
    "plaque": Form(
        "奖牌",
        plaque_sheet,
        plaques,
        template="certificate.html",
        is_public=is_out,
        is_of_pool=True,
        prose=prose,
        is_revoked=is_withdrawn,
        entrant=holder,
    ),
}
