"""An edition of the data: the shipped declarations, how each is derived, the list of files, and new
ones.
"""

INDEX = "data/index.json"
"""What an edition holds: works, languages, titles, licences, qualities; and what another
distribution holds.
"""
MORE = "data/more"
"""Where a checkout has the second distribution. It is an edition of its own and no part of the
first.
"""
TRAINING = "data/training"
"""Where a checkout has the labelled documents that train and measure the reader."""
