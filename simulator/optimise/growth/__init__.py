"""A branch tree while it grows: its nodes, the proofs that close them, the plans and splits they lead to."""
