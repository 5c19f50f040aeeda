"""Whoever runs notebooks for others has their own answers left alone: the environment says so."""

VARIABLE, APART = "COURSEWARE_ANSWERS", "apart"
