"""What builds, checks and documents the project; nothing in the package needs it."""
