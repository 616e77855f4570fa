"""What a handbook is made of: questions, topics, settings, and problems with them."""
