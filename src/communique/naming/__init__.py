"""Names and numbers: eIds and IRIs by the naming convention, what a printed label says, codes of
languages.
"""
