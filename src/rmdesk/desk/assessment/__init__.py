"""Assessments after they were taken."""
