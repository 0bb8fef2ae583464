"""Several panels put on a par, once all they judged has been revealed: before and after (contract 2.8)."""

from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct

from judging.core.hall.performance import PerformanceId, Phase
from judging.core.scoring.equalise import coefficients, means, product
from judging.core.scoring.numbers import parse, plain, rounded
from judging.core.scoring.rulebook import Equalise, Kind, Round
from judging.core.scoring.terms import bare
from judging.core.state import State


class PanelMean(Struct, frozen=True):
    """`mean` is cut off for the eye where it does not end; scores are multiplied by `coefficient`."""

    panel: str
    count: int
    mean: str
    coefficient: str


class Equalised(Struct, frozen=True):
    """Of one round: what its panels are brought to, and each entrant's announced and final score."""

    common: str
    of_means: bool  # `common` is the mean of the panels' means, not of all scores
    panels: tuple[PanelMean, ...]
    announced: Mapping[str, str]  # by entrant
    scores: Mapping[str, str]

    def coefficient(self, panel: str) -> Decimal:
        return next(parse(each.coefficient) for each in self.panels if each.panel == panel)


def is_equalised(round: Round) -> bool:
    """Whether what is announced in it is 现场原始得分, and not final."""
    return round.kind is Kind.JUDGED and round.equalise is not Equalise.NONE


def equalised_of(
    state: State, track: str, round: Round, shown: tuple[Phase, ...] = (Phase.REVEALED,)
) -> Equalised | None:
    """None where nothing is equalised, and as long as somebody who takes part is not in a *shown* phase."""
    if not is_equalised(round):
        return None
    announced: dict[str, str] = {}
    by_panel: dict[str, list[Decimal]] = {}
    panels: dict[str, str] = {}
    for entrant in state.entrants.get(track, {}):
        id = PerformanceId(track, round.id, entrant)
        found, key = state.performance(id), state.panel_of(id)
        if (track, entrant) in state.statuses:
            continue
        if found.phase not in shown or found.announced is None or key is None:
            return None
        announced[entrant], panels[entrant] = found.announced.score, key.panel
        by_panel.setdefault(key.panel, []).append(parse(found.announced.score))
    if not announced:
        return None
    (common, own), by = means(round, by_panel), coefficients(round, by_panel)
    return Equalised(
        common=bare(common),
        of_means=round.equalise is Equalise.MEAN_OF_MEANS,
        panels=tuple(
            PanelMean(panel, len(by_panel[panel]), bare(own[panel]), plain(by[panel]))
            for panel in round.panels
            if panel in by_panel
        ),
        announced=announced,
        scores={
            entrant: plain(rounded(product(parse(text), by[panels[entrant]]), round.places, round.rounding))
            for entrant, text in announced.items()
        },
    )
