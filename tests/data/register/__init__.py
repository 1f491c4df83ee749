"""Tests of the register, each on SQLite and on PostgreSQL."""
