"""What a charter is made of, and the nine insights a community can look at itself by."""
