#!/usr/bin/env python3
"""Time spaCy's Matcher on what rules-benchmark wrote: the same tokens, equivalent patterns.

usage: spacy_matcher.py DIR [N ...]      (pip install spacy==3.8.*)
"""
import json, sys, time
import spacy
from spacy.matcher import Matcher
from spacy.tokens import Doc

folder = sys.argv[1]
nlp = spacy.blank("en")
docs = []
for line in open(folder + "/tokens.jsonl", encoding="utf-8"):
    tokens = json.loads(line)
    docs.append(Doc(nlp.vocab, words=[t[0] for t in tokens], lemmas=[t[1] for t in tokens], pos=[t[2] for t in tokens]))
total = sum(len(d) for d in docs)
for n in [int(a) for a in sys.argv[2:]] or [1000, 5000]:
    matcher = Matcher(nlp.vocab)
    for i, pattern in enumerate(json.load(open(f"{folder}/patterns{n}.json", encoding="utf-8"))):
        matcher.add(f"r{i}", [pattern])
    some = docs[: max(1, len(docs) // (1 if n <= 1000 else 2))]
    used = sum(len(d) for d in some)
    for d in some[:1]: matcher(d)
    start = time.process_time()
    found = sum(len(matcher(d)) for d in some)
    spent = time.process_time() - start
    print(f"spaCy {spacy.__version__}, {n} patterns: {spent / used * 1e9:.0f} ns a token ({used} tokens, {found} matches)")
