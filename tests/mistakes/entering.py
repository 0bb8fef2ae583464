"""Mistakes in the paper path: whose eyes count, what an entry may move, and which sheet is first."""

from . import Mutation

CORE = ("core/test_paper.py",)
VERIFY = ("audit/test_verify.py",)
TYPED = "paper"
TWO = ("core/test_two_persons.py",)
VIEW = ("views/test_entries.py",)

MISTAKES = (
    Mutation(
        "who typed a paper sheet verifies it, too",
        "core/entering/sheet_confirming.py",
        "if is_same(entry.entered_by, by.label):",
        "if False:",
        CORE,
    ),
    Mutation(
        "who verified a paper sheet types it anew",
        "core/entering/sheet_entering.py",
        "if known and is_same(known.seen_by, by.label):",
        "if False:",
        CORE,
    ),
    Mutation(
        "another person overwrites what waits for the verifier",
        "core/entering/sheet_entering.py",
        "known.phase is EntryPhase.WAITING and not is_same(known.entered_by, by.label)",
        "False",
        CORE,
    ),
    Mutation(
        "a paper sheet is in although the two differ",
        "core/entering/sheet_confirming.py",
        "if not agree(entry.marks, entry.items, command.marks, command.items):",
        "if False:",
        CORE,
    ),
    Mutation(
        "answers of a paper sheet are not compared",
        "core/entering/sheet_entry.py",
        " and dict(items) == dict(items_again)",
        "",
        CORE,
    ),
    Mutation(
        "what was typed stays waiting beside the sheet from the phone",
        "core/marking/submitting.py",
        "        *fallen_entry(state, command.performance, judge.id),\n",
        "",
        CORE,
    ),
    Mutation(
        "paper is taken although the phone was first",
        "core/entering/sheet_entering.py",
        "if sheet and sheet.phase is SheetPhase.SUBMITTED:",
        "if False:",
        CORE,
    ),
    Mutation(
        "the other engine believes a paper sheet that one person typed twice",
        "second/hands.py",
        'elif confirmed_by in ("", by):',
        "elif False:",
        VERIFY,
        TYPED,
    ),
    Mutation(
        "the other engine believes a paper sheet that nobody typed so",
        "second/hands.py",
        'if entry is None or (entry["entered_by"], _sheet(entry)) != (by, _sheet(event)):',
        "if False:",
        VERIFY,
        TYPED,
    ),
    Mutation(
        "the verifier is told the first entry before typing",
        "views/entries.py",
        "return me == entry.entered_by or (entry.phase is EntryPhase.DIFFERED and me == entry.seen_by)",
        "return True",
        VIEW,
    ),
    Mutation(
        "what one person typed is watched by others",
        "views/watching.py",
        "return topic.argument == by.label",
        "return True",
        VIEW,
    ),
    Mutation(
        "the code on a paper sheet leads to another entrant's form",
        "printouts/papers.py",
        '"entrant": place.entrant,',
        '"entrant": place.subject,',
        ("printouts/test_papers.py",),
    ),
    Mutation(
        "one person alone changes a figure although the rules want two",
        "core/entering/entry_making.py",
        "if not state.rulebook.two_persons or not events:",
        "if True:",
        TWO,
    ),
    Mutation(
        "who entered a deduction confirms it",
        "core/entering/entry_confirming.py",
        "if is_same(entry.entered_by, by.label):",
        "if False:",
        TWO,
    ),
    Mutation(
        "marking is closed while a deduction waits for the verifier",
        "core/marking/opening.py",
        "if entered := waiting_about(state, id):",
        "if entered := ():",
        TWO,
    ),
    Mutation(
        "a track is ranked while a file of components waits",
        "core/publication/publishing.py",
        "if imported := waiting_imports(state, track):",
        "if imported := ():",
        TWO,
    ),
    Mutation(
        "what was entered of an attempt that was set aside still waits",
        "core/entering/waiting.py",
        "if performance is None or performance.attempt != entry.attempt:",
        "if performance is None:",
        TWO,
    ),
    Mutation(
        "the other engine believes a figure that nobody else confirmed",
        "second/hands.py",
        'elif made["confirmed_by"] in ("", made["entered_by"]):',
        "elif False:",
        VERIFY,
        "two_people or nobody_else",
    ),
)
