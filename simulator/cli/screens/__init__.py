"""The rooms of the run screen: each yields the tables and lines of its part, or nothing."""
