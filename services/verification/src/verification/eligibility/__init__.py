"""Eligibility: may this account carry the official badge, and why?"""
