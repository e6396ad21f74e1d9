"""Conversation: what a question leaves to the questions and statements before it."""
