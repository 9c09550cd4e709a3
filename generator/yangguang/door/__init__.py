"""The only way in: gate, privacy, schema, identities. Standard library only, frictionless apart in one module."""
