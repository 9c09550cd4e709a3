"""The folder that is published: shell, assembly, audit, manifest, history. The only room that writes."""
