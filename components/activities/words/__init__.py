"""Words: one to three words or short phrases each, counted together."""
