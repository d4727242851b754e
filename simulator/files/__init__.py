"""The I/O edge: texts and tables in, results out. Everything that opens, reads or writes a file is here."""
