"""Data alone, found by communique where it is installed: `communique.load("udhr-1948", "fr")`."""
