"""The named core: frozen values that every room of the house speaks in."""
