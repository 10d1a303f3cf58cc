"""The judgement: facts and policy in, decision with all its reasons out."""
