"""The organiser's seasons: competitions of this server, and files from elsewhere, that add up over a year."""
