"""The speeds that Milltir holds, each against a named peer in the same run: `make bench`."""
