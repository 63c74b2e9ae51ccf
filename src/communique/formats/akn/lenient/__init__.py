"""Reading what others write, and ours where somebody changed it: every guess is a finding, and no word is lost."""
