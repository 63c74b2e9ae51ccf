"""Who signed: where signatures can be, what one says, and the list that comes of them."""
