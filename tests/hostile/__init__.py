"""What somebody does who means harm, at the level of process, socket or file."""
