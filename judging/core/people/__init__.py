"""People and devices: who takes part, who is who, and who may log in as what."""
