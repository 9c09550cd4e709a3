"""From bytes to tables of text: plain files, encodings, CSV, the descriptor."""
