"""Mistakes in what comes in from files: half of one imported, or one that nobody can name afterwards."""

from . import Mutation

CORE = ("core/test_file_importing.py",)
ODD = ("sheets/test_odd_files.py",)
BOOKS = ("sheets/test_setup_books.py",)
ROSTER = ("sheets/test_roster.py",)
WRONG = ("sheets/test_wrong_books.py",)
WEB = ("web/test_workbooks.py",)
PAPER = ("printouts/test_files.py",)

MISTAKES = (
    Mutation(
        "each part of a file is decided as if the others were not in it",
        "core/setup/file_importing.py",
        "events, state = step(",
        "events, _ = step(",
        CORE,
    ),
    Mutation(
        "anything is taken for a SHA-256",
        "core/setup/source_file.py",
        "if not SHA256.fullmatch(sha256):",
        "if False:",
        CORE,
    ),
    Mutation(
        "a roster that was changed by hand is still said to be that of a file",
        "printouts/files.py",
        "found.pop(ImportedPart(SetEntrants.__name__, track), None)",
        "pass",
        PAPER,
    ),
    Mutation(
        "a row that a filter hides is imported, too",
        "sheets/formats/excel.py",
        "self._rows.append(self._row)",
        "pass",
        ODD,
    ),
    Mutation(
        "a row that is hidden in an old workbook is imported, too",
        "sheets/formats/old_excel.py",
        'rows.append(unpack_from("<H", record)[0])',
        "pass",
        ODD,
    ),
    Mutation(
        "95% is read as 0.95",
        "sheets/formats/excel.py",
        'attributes.get("s") in self._percent',
        "False",
        ODD,
    ),
    Mutation(
        "a formula that failed is read as nothing",
        "sheets/formats/excel.py",
        "return Oddity.FAILED",
        "return None",
        ODD,
    ),
    Mutation(
        "a file with a problem in one sheet is imported as far as it goes",
        "sheets/taken.py",
        "() if told.problems else parts",
        "parts",
        BOOKS,
    ),
    Mutation(
        "a sheet is not tried before it is shown",
        "sheets/taken.py",
        'faults.add(cell, refused.sentence, sentence("改正后再上传"))',
        "pass",
        BOOKS,
    ),
    Mutation(
        "an order that is the same is entered anew and loses its seed",
        "sheets/orders.py",
        "if order == present(state, track, round):",
        "if False:",
        BOOKS,
    ),
    Mutation(
        "XML may name what grows without end",
        "sheets/formats/tags.py",
        'raise ValueError("a document type")',
        "pass",
        ODD,
    ),
    Mutation(
        "what changed since the look is imported all the same",
        "web/workbooks.py",
        'told.shown != request.query_params.get("shown") or ',
        "",
        WEB,
    ),
    Mutation(
        "a workbook with problems is imported as far as it goes",
        "sheets/roster.py",
        "    if told.problems:\n        return Opened(told)\n",
        "",
        (*ROSTER, *WRONG),
    ),
    Mutation(
        "a workbook is not held to the rules of the roster",
        "sheets/roster.py",
        "        if changes:\n            agree(",
        "        if False:\n            agree(",
        ROSTER,
    ),
    Mutation(
        "columns of identity numbers come in",
        "sheets/rows.py",
        "    personal(sheet, name, faults)\n",
        "",
        WRONG,
    ),
    Mutation(
        "somebody new gets the number of who left, and the scores with it",
        "sheets/listing.py",
        "self._taken = {*self._known, *written}",
        "self._taken = {*written}",
        ROSTER,
    ),
)
