"""Institutions: whom the officers belong to, with dated names and three code systems."""
