"""Checks of meaning: each a small pure function from a reading to its problems; see `language.meaning`."""
