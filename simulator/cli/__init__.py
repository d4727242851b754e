"""The command line: one file a command, its help beside it; heavy libraries load only when needed."""
