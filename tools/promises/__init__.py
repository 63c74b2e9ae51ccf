"""How well promises are found, measured against labels by hand."""
