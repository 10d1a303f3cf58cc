"""The public question: is this account official?"""
