"""核算底稿: a workbook that computes the whole result again by its own formulas, beside the program's.

An accountant can follow and check it with any spreadsheet program. Spreadsheets reckon in binary floating
point, so the formulas reckon in whole numbers alone: of smallest units (0.01 分 → 1), over one denominator,
rounded once by whole division. Such numbers are exact as long as they are not too large (`cells.LIMIT`).
"""
