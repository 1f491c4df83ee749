"""The pages of packs: each module returns messages with what supports them."""
