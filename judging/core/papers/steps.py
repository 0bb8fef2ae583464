"""The commands and events of this subject, each with what decides or applies it."""

from collections.abc import Callable
from typing import Any

from judging.core.people.actor import Actor
from judging.core.state import State
from judging.core.tagged import AnyEvent

from .numbering import CertificatesNumbered, NumberCertificates, certificates_numbered, number_certificates
from .templating import (
    PaperTemplateRestored,
    PaperTemplateSet,
    RestorePaperTemplate,
    SetPaperTemplate,
    paper_template_restored,
    paper_template_set,
    restore_paper_template,
    set_paper_template,
)

DECIDERS: dict[type, Callable[[State, Any, Actor, str], tuple[AnyEvent, ...]]] = {
    SetPaperTemplate: set_paper_template,
    RestorePaperTemplate: restore_paper_template,
    NumberCertificates: number_certificates,
}
APPLIERS: dict[type, Callable[[State, Any, str], State]] = {
    PaperTemplateSet: paper_template_set,
    PaperTemplateRestored: paper_template_restored,
    CertificatesNumbered: certificates_numbered,
}
