"""The year beside the allocation: calendar, ledgers, funds, targets, published tables, a room each. Pure."""
