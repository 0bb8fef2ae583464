"""Mistakes in a ceremony: in what order, at which press, and who is told of whom."""

from . import Mutation

CEREMONY = ("core/test_ceremony.py",)
WIRE = ("web/test_ceremony_wire.py",)
PAGES = ("browser/test_ceremony.py",)

MISTAKES = (
    Mutation(
        "the best come first",
        "core/ceremony/bottom_up.py",
        "    return decided(state, award)[::-1]\n",
        "    return decided(state, award)\n",
        CEREMONY,
        only="lowest_level",
    ),
    Mutation(
        "a press that comes late moves on",
        "core/ceremony/stepping.py",
        "    if command.from_step != found.step:\n",
        "    if command.from_step > found.step:\n",
        CEREMONY,
        only="another_picture",
    ),
    Mutation(
        "somebody is presented behind a black screen",
        "core/ceremony/stepping.py",
        "    if hall.scene is not Scene.CEREMONY:\n",
        "    if False:\n",
        CEREMONY,
        only="something_else",
    ),
    Mutation(
        "an award goes on although its decision was overtaken",
        "core/ceremony/stepping.py",
        "    if why := overtaken(state, found.steps, step.award):\n",
        "    if (why := overtaken(state, found.steps, step.award)) and not step.award:\n",
        CEREMONY,
        only="overtaken",
    ),
    Mutation(
        "screens are told of the next picture",
        "views/ceremony_pictures.py",
        "picture_of_step(state, found, found.shown, milliseconds",
        "picture_of_step(state, found, found.next or found.shown, milliseconds",
        WIRE,
        only="before_its_moment",
    ),
    Mutation(
        "the emcee is told of the picture after the next",
        "views/ceremony_script.py",
        "    following = picture_of_step(state, found, found.next) if found.next else None\n",
        "    following = picture_of_step(state, found, (*found.steps, *found.steps)[found.step + 2])\n",
        WIRE,
        only="nobody_after",
    ),
    Mutation(
        "the emcee is told no readings",
        "../displays/emcee_ceremony.js",
        '    ${reading ? html`<span class="reading">${reading}</span>` : nothing}\n    <span class="muted">',
        '    <span class="muted">',
        PAGES,
        only="readings",
    ),
)
