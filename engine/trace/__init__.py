"""Where a result came from: recommendation → conclusions → findings → facts, each with its rule, place and basis."""
