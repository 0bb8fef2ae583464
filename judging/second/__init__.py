"""The second engine (核分): every number once more, from the raw text of a log or of files.

It imports nothing of the rest of the program, so that no mistake is made by both: it parses, reads states,
scores, ranks and awards by itself, in whole numbers and quotients. What it finds has the shape of the JSON of
`judging tally`; `differences` tells where the first engine says otherwise, `unlike` where the hall was told
otherwise.
"""
