"""Talk: welcome, pairs, break, closing; a text for the wall and nothing to answer."""
