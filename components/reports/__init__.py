"""What a community takes along of its history: a page, slides, sheets and data, and links that show the page."""
