"""台账: what patrols, phone checks and settled slips take off an imported or measured round."""
