"""What the door says, in Chinese and English, one file a family."""
