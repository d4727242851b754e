"""Many runs, one answer: what stands on the language and the engine and belongs to neither."""
