"""Growth: does the shape of an audience's change over weeks look natural?"""
