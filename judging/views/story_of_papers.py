"""Which templates of papers came and went, in plain sentences."""

from collections.abc import Callable
from typing import Any

from judging.core import events as e
from judging.core.papers.paper_template import PAPERS
from judging.core.sentence import Sentence, sentence
from judging.core.state import State

from .story_names import award_called

DIGITS = 16  # of the SHA-256

SENTENCES: dict[type, Callable[[State, Any], Sentence]] = {
    e.PaperTemplateSet: lambda s, v: sentence(
        "{paper}改用模板{source}，SHA-256 {digits}…",
        paper=PAPERS[v.paper],
        source=v.source,
        digits=v.hash[:DIGITS],
    ),
    e.CertificatesNumbered: lambda s, v: sentence(
        "{award}编证书号 {first} 至 {last}，共 {count} 张",
        award=award_called(s, v.award),
        first=v.certificates[0].number,
        last=v.certificates[-1].number,
        count=len(v.certificates),
    ),
    e.PaperTemplateRestored: lambda s, v: sentence("{paper}改回内置模板", paper=PAPERS[v.paper]),
}
