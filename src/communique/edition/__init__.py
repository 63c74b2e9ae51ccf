"""An edition of the data: the declarations that are shipped, how one is made of its source, and the descriptor of them all."""
