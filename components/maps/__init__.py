"""The map spec, its legend and its deck.gl painter."""
