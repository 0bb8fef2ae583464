"""Before the day: rules, roster, panels, imported components and running orders."""
