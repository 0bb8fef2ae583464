"""Nothing about a real client is typed anywhere: each field that takes text is listed with what it is for.

The texts of commands are listed in `tests/hostile/test_free_text.py`; here are the fields of all pages. Of a
case, a page offers the organiser's list and nothing else.
"""

import re
from collections.abc import Iterator

from msgspec import inspect

from judging.assets import tree
from judging.core import commands as c

FIELD = re.compile(
    r"<(?:input|textarea)\b(?:[^<>]|=>)*>|\bcontenteditable\b|createElement\(\W*(?:input|textarea)"
)
KEYS = ("name", "aria-label", "placeholder", "type")
NO_TEXT = ('type="checkbox"', 'type="radio"', 'type="file"', 'type="number"')

# File and what tells the field apart → what is typed there.
ALLOWED = {
    ("ceremony/programme.js", '"card"'): "what the first and the last card of a ceremony say",
    ("ceremony/programme.js", '"presenters"'): "who hands over prizes",
    ("console/result.js", '"points"'): "how many points come off",
    ("console/result.js", '"reason"'): "why points come off",
    ("console/screens.js", '"name"'): "what a screen is called",
    ("dialog.js", "${name}"): "reasons, witnesses, and the name of who walks on",
    ("entries/deducting.js", '"points"'): "how many points come off",
    ("entries/deducting.js", '"reason"'): "why points come off",
    ("entries/form.js", ""): "亮点 of the entrant, off the paper",
    ("honours/deciding.js", '"members"'): "who is present at the meeting",
    ("honours/deciding.js", '"note"'): "minutes of the meeting",
    ("honours/deciding.js", '"reason"'): "why an entry is deferred or vetoed",
    ("honours/nominating.js", '"district"'): "a district or unit that is honoured",
    ("honours/nominating.js", '"nomination"'): "why somebody is proposed for a special award",
    ("honours/pool_fields.js", "${name}"): "how many places or honours of a level there are",
    ("honours/pool_fields.js", "${`floor.${id}`}"): "the least share of a track, in percent",
    ("honours/pool_fields.js", "${`level.${n}.name`}"): "what a level is called",
    ("honours/pool_fields.js", "${`level.${n}.title`}"): "the title of a level",
    ("join/steps.js", '${t("join.code")}'): "a login code",
    ("judge/sheet.js", ""): "亮点 of the entrant",
    ("log.js", '"search"'): "what is looked for in the log",
    ("results.js", '"wanted"'): "whose result a guest looks for",
    ("season/events.js", "${`${dotted(path)}.name`}"): "what an event of a season is called",
    ("season/rules.js", "${`${dotted([key, index])}.id`}"): "the id of a series, table or pool",
    ("season/tables.js", "${dotted(path)}"): "the id of a track",
    ("season/tables.js", "${dotted([...path, id])}"): "what a series weighs",
    ("seasons.js", '"id"'): "the id of a season",
    ("seasons.js", '"name"'): "what a season is called",
    ("setup/assignment.js", '"witness"'): "who saw the draw",
    ("setup/bundles.js", "${key}"): "who does what",
    ("setup/controls.js", "${dotted(path)}"): "a setting of the rules",
    ("setup/counts.js", "${`${dotted(path)}[${n}]`}"): "what a number of the rules is of: a district",
    ("setup/drawing.js", '"seed"'): "the seed of a draw",
    ("setup/entrants.js", "${key}"): "number, name and district of an entrant",
    ("setup/halls.js", '${t("setup.hall-name", { n: index + 1 })}'): "what a hall is called",
    ("setup/order.js", '"witness"'): "who saw the draw",
    ("setup/order.js", '${t("setup.number-of", { name })}'): "a number of the running order",
    ("setup/panel.js", "${`${field}-${index + 1}`}"): "the name of a judge, reserve or trainee",
    ("setup/people_pasted.js", '"lines"'): "who does what, of several people",
    ("setup/person.js", "${key}"): "name, unit, district and telephone of who does what",
    ("setup/pool.js", '"pool"'): "the pool that judges are drawn from",
    ("setup/paste.js", '"lines"'): "the roster",
    ("start/creating.js", '"name"'): "what a competition is called",
    ("verify.js", '"187-ABCDE-FGHJK"'): "a check code",
}


def fields() -> Iterator[tuple[str, str]]:
    """File and key of every field that takes text, on any page."""
    for folder in (tree("static"), tree("displays")):
        for path in sorted([*folder.rglob("*.js"), *folder.rglob("*.html")]):
            parts = path.relative_to(folder).parts
            if parts[0] in ("vendor", "words"):
                continue
            for found in FIELD.findall(path.read_text("utf-8")):
                if not any(kind in found for kind in NO_TEXT):
                    yield "/".join(parts), key(found)


def key(field: str) -> str:
    """The first of its attributes that tells it apart; "" where it has none."""
    values = (re.search(rf'\s{name}=("[^"]*"|\$\{{(?:[^{{}}]|\{{[^{{}}]*\}})*\}})', field) for name in KEYS)
    return next((found[1] for found in values if found), "")


def test_every_field_that_takes_text_is_listed():
    assert set(fields()) == ALLOWED.keys()


def test_a_field_for_a_client_would_be_seen():
    assert [key(found) for found in FIELD.findall('<input name="client" @input=${() => type()} />')] == [
        '"client"'
    ]


def test_the_case_of_a_client_is_one_of_the_list():
    """Neither command says more of it than which one; the list itself is the organiser's, in the rules."""
    told = {kind.__name__: [field.name for field in inspect.type_info(kind).fields] for kind in CASES}

    assert told == {"DrawCase": ["performance", "seed"], "ChooseCase": ["performance", "case"]}


CASES = (c.DrawCase, c.ChooseCase)
