"""The formats of tables, read in the reader's bounded process: what its library does not tell of them."""
