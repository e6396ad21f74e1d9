"""Answering: question to plan to evidence to composition."""
