"""收件: what each district has handed in of what the rules ask for."""
