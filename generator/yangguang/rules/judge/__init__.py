"""The machinery of judging: a case goes in, an answer comes out, a verdict is the answer with its clause."""
