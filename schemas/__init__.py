"""The JSON Schemas of every file format; installed as `engine.schemas`, which is how code finds them."""
