"""颁奖: the honours as they are presented in a hall, one step at a time."""
