#!/usr/bin/env python3
"""Says what Python's jsonschema thinks of presets; PresetCorpusTests compares that with `juliareel validate`.

    Tests/Oracle/judge-presets.py SCHEMA.json PRESET.json ...

Prints one JSON object a preset: its name, and whether it is valid. Needs Python 3.8 and jsonschema 4.0, or newer.
"""

import json
import sys

from jsonschema import Draft202012Validator

with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
Draft202012Validator.check_schema(schema)
validator = Draft202012Validator(schema)
for name in sys.argv[2:]:
    with open(name, encoding="utf-8") as file:
        print(json.dumps({"document": name, "isValid": validator.is_valid(json.load(file))}))
