"""Assessments as they were taken (QUES-04, QUES-07)."""
