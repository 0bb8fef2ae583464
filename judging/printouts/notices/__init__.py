"""公文: prose out of Word templates, ours or the organiser's own, as Word files and as pages."""
