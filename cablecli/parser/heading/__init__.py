"""What stands above the body: the transmission heading and the text heading with its fields."""
