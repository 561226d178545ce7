"""What a button or a command does, and the faces that offer it."""
