"""The shapes of hostile inputs: each is made at any size, from nothing but this text.

A shape gives pieces of bytes, so that no input is ever held as a whole. Random shapes are the same
in every run.
"""
import itertools
import json
import random

ORDINARY = (
    "The governor said on Monday that 22 people were killed and more than 40 were wounded when "
    "shells hit a market in the town of Belgrin. ",
    "Rescue workers pulled six children from the rubble, according to the interior ministry. ",
    "Officials expect that repairs will cost about $3.5 million over the next two years. ",
    "A spokesman for the army denied the report and said nobody had been hurt. ",
    "Some 1,200 residents have left the district since 3 March 2024. ",
)
CONSONANTS, VOWELS = "bdfgklmnprstvz", "aeiou"


class Shape:
    def __init__(self, name, suffix, make, row=0):
        self.name, self.suffix, self.make, self.row = name, suffix, make, row

    def pieces(self, size):
        """At most `size` bytes and a little, in pieces."""
        return self.make(size)


def repeat(unit, head="", tail="", times=None):
    """`head`, as many of `unit` as fit (or `times` of the size), `tail`."""
    unit, head, tail = (x if isinstance(x, bytes) else x.encode() for x in (unit, head, tail))

    def make(size):
        count = max(1, (size - len(head) - len(tail)) // len(unit))
        block = max(1, 65536 // len(unit))
        yield head
        for _ in range(count // block):
            yield unit * block
        yield unit * (count % block) + tail
    return make


def generated(one, head="", tail="", codec="utf-8", errors="strict"):
    """`head`, then what `one(number, random)` gives until the size is reached, `tail`."""
    def make(size):
        source = random.Random(7)
        yield head.encode(codec, errors)
        written, held = 0, []
        for number in itertools.count():
            held.append(one(number, source))
            if len(held) == 512:
                piece = "".join(held).encode(codec, errors)
                held = []
                written += len(piece)
                yield piece
                if written >= size:
                    break
        yield tail.encode(codec, errors)
    return make


def nested(opening, inside, closing, head="", tail=""):
    """`opening` as often as fits, `inside`, as many of `closing`."""
    def make(size):
        count = max(1, size // (len(opening) + len(closing)))
        yield head.encode()
        for _ in range(count // 1024 + 1):
            yield opening.encode() * 1024
        yield inside.encode()
        if closing:
            for _ in range(count // 1024 + 1):
                yield closing.encode() * 1024
        yield tail.encode()
    return make


def noise(head=b""):
    def make(size):
        source = random.Random(3)
        yield head
        for _ in range(size // 65536 + 1):
            yield source.randbytes(min(size, 65536))
    return make


def word(number):
    """A word of its own for each number."""
    text = ""
    while True:
        number, low = divmod(number, len(CONSONANTS) * len(VOWELS))
        text += CONSONANTS[low // len(VOWELS)] + VOWELS[low % len(VOWELS)]
        if number == 0:
            return text


def name(number):
    return word(number * 7 + 71).capitalize()


def prose(separator=""):
    return generated(lambda n, _: ORDINARY[n % len(ORDINARY)] + separator)


def line(text, **more):
    return json.dumps({"text": text, **more}) + "\n"


HEAD = "<!doctype html><html lang=en><head><title>Strikes on Belgrin</title></head><body>"
END = "</body></html>"
PARAGRAPH = "<p>" + ORDINARY[0] + ORDINARY[1] + "</p>\n"


def page(unit, before="", after=""):
    return repeat(unit, HEAD + before, after + END)


def figures(number, source):
    return f"{source.randrange(1, 9999)} "


# Texts. Those of row 1 are also run at 50 MB with --large.
TEXTS = {
    "one sentence": (repeat("There were 12 people, ", tail="."), 1),
    "many sources, one sentence": (repeat("Officials said 12 people died and "), 1),
    "one paragraph": (repeat("12 people died in Kyiv. "), 1),
    "one line a sentence": (repeat("12 people died in Kyiv.\n"), 1),
    "no line breaks": (prose(), 1),
    "ordinary lines": (prose("\n"), 1),
    "no full stops": generated(lambda n, _: ORDINARY[n % 5].replace(".", " and")),
    "quote never closed": repeat("12 people died, he said, ", '"'),
    "quotes opened only": repeat('He said "12 people died and '),
    "curly quotes opened only": repeat("He said “12 people died. "),
    "quotes in turn": repeat('"12 people died," he said. '),
    "single quotes": repeat("'12 people died,' he said, 'and 3 were hurt'. "),
    "a quote a word": repeat('"12" "people" '),
    "said in said": repeat("officials said that the army said that "),
    "claims": repeat("Russia claimed that Ukraine denied that 12 people died, according to Kyiv, "),
    "according to": repeat("according to "),
    "every kind of figure": repeat(
        "12 dead, 5 km, $3 million, 40%, 3 p.m., 12 May 2024, the 5th, two-thirds, 6 tanks, "),
    "tolls": repeat("12 people were killed, 13 injured, 14 missing, "),
    "verbs only": repeat("killed "),
    "verbs and figures": repeat("killed 12 wounded 3 "),
    "passives": repeat("were killed were injured by the army "),
    "negations": repeat("No one was killed and not 12 people nor 3 never "),
    "modals": repeat("could might may would kill 12 people if "),
    "and": repeat("and "),
    "list of ten thousands": generated(lambda n, _: f"{n % 9973} {name(n % 400)}, "),
    "men, women": repeat("12 men, 3 women and 4 children, "),
    "dashes of a list": repeat("- 12 people\n"),
    "numbered list, one line": generated(lambda n, _: f"{n % 999 + 1}. People. "),
    "list markers that restart": repeat("1. x. "),
    "list markers of letters": repeat("a) x. 1) y. "),
    "adjectives": repeat("big red ", "12 ", " tanks"),
    "nouns": repeat("air defense missile artillery rocket drone tank system "),
    "figure and nouns": repeat("12 air defense missile artillery rocket drone tank systems "),
    "million": repeat("million "),
    "two hundred and": repeat("two hundred and "),
    "hyphened number words": repeat("twenty-"),
    "a number a token": generated(figures),
    "a number a line": generated(lambda n, r: figures(n, r) + "\n"),
    "table of numbers": generated(
        lambda n, r: "\t".join(figures(n, r) for _ in range(8)) + "\n"),
    "one number": repeat("7"),
    "digits and commas": repeat("1,000,"),
    "digits and points": repeat("1.2."),
    "digits and spaces": repeat("100 000 "),
    "fractions": repeat("1/2/"),
    "fraction signs": repeat("½ 3¾ "),
    "dates": repeat("12 May 2024 "),
    "months": repeat("May "),
    "dates with commas": repeat("May 12, 2024, "),
    "weekdays": repeat("last Monday on Tuesday "),
    "years": repeat("in 2024 and 2023, "),
    "relative dates": repeat("three days after the two weeks before "),
    "ISO dates": repeat("2024-05-12T10:30:00 "),
    "dates of digits": repeat("12/05/2024/"),
    "clock times": repeat("12:30:"),
    "clock words": repeat("half past 3 p.m. "),
    "spans of dates": repeat("from May to June until July 3-5, "),
    "ranges": repeat("5-10 "),
    "chained ranges": repeat("5-"),
    "between": repeat("between 5 and 10 to "),
    "from to": repeat("from 5 to "),
    "of": repeat("12 of 13 of "),
    "bounds": repeat("at least over more than nearly "),
    "bounds and figures": repeat("at least 5 or more than 10 "),
    "currency signs": repeat("$"),
    "amounts of money": repeat("$5 €6 million £7bn "),
    "percents": repeat("5% of 6 percent "),
    "units": repeat("5 km/h 6 kg per square metre "),
    "ordinals": repeat("first second 3rd "),
    "roman numerals": repeat("XIV "),
    "hyphen chain": repeat("a-"),
    "chain before a mark": repeat("a-b.", tail="/"),
    "host names": repeat("ab.aB."),
    "list without spaces": repeat("a,12,"),
    "hyphens": repeat("-"),
    "dashes": repeat("– — "),
    "apostrophes": repeat("'"),
    "genitives": repeat("the people's army's "),
    "contractions": repeat("didn't can't o'clock "),
    "full stops": repeat("."),
    "full stops apart": repeat(". "),
    "ellipses": repeat("12 people... "),
    "question marks": repeat("?! "),
    "no space after full stops": repeat("people.The 12."),
    "capitals": repeat("KYIV MOSCOW ARMY "),
    "initials": repeat("A. "),
    "initials without spaces": repeat("U.S."),
    "abbreviations": repeat("Mr. Dr. Gen. U.S. "),
    "names": repeat("John Smith met Mary Jones of Acme Corp. "),
    "one name": repeat("Smith "),
    "titles": repeat("President General Colonel "),
    "places": repeat("Kyiv, Ukraine, "),
    "demonyms": repeat("Ukrainian Russian "),
    "pronouns": repeat("he who said that she whom they "),
    "distinct names": generated(lambda n, _: f"{name(n)} {name(n + 7)} said. "),
    "names and short forms": generated(
        lambda n, _: f"{name(n % 5000)} {name(n // 3)} left. {name(n // 3)} spoke. "),
    "distinct words": generated(lambda n, _: word(n) + " "),
    "distinct numbers": generated(lambda n, _: f"{n * 7919} "),
    "one word": repeat("a"),
    "one capital word": repeat("A"),
    "long words": generated(lambda n, _: word(n) * 40 + " "),
    "words with digits": generated(lambda n, _: f"{word(n)[:4]}{n}x "),
    "brackets opened": repeat("(12 people "),
    "brackets nested": nested("(", "12 people", ")"),
    "brackets": repeat("(12 people) [3] "),
    "captions": repeat("Image: John Smith/AFP\n"),
    "bylines": repeat("By John Smith, Reuters\n"),
    "addresses": repeat("http://a.example/b?c=12&d=3 me@a.example "),
    "one address": repeat("a/12?b=", "http://a.example/"),
    "at signs": repeat("@a@"),
    "hashtags": repeat("#12 #people "),
    "spaces": repeat("12" + " " * 500),
    "spaces only": repeat(" "),
    "tabs only": repeat("\t"),
    "line breaks only": repeat("\n"),
    "CRLF": repeat("12 people died in Kyiv.\r\n"),
    "carriage returns": repeat("12 people died in Kyiv.\r"),
    "blank lines": repeat("12 people died.\n\n\n"),
    "controls": repeat("12\x01 people\x7f died\x1b[31m. "),
    "zero bytes": repeat(b"12 people\x00 died. "),
    "no-break spaces": repeat("12\u00a0people\u202fdied. "),
    "combining marks": repeat("\u0301", "12 people died e"),
    "letters with marks": repeat("e\u0301a\u0308 "),
    "directions": repeat("\u202e12 people\u202c "),
    "zero width": repeat("pe\u200bo\u200dple 12 "),
    "soft hyphens": repeat("peo\u00adple 12 "),
    "Chinese": repeat("十二人死亡三人受伤"),
    "Chinese sentences": repeat("12人死亡。"),
    "Thai": repeat("มีผู้เสียชีวิตสิบสองคน"),
    "Arabic": repeat("قتل ١٢ شخصا في المدينة. "),
    "Ukrainian": repeat("Загинули 12 людей у Києві. "),
    "Hangul letters": repeat("\u1100\u1161\u11a8"),
    "emoji": repeat("👩‍👩‍👧‍👦"),
    "flags": repeat("🇺🇦"),
    "invalid UTF-8": repeat(b"\xff"),
    "invalid UTF-8 in words": repeat(b"12 pe\xc3ople di\xe2\x82ed. "),
    "cut characters": repeat(b"\xf0\x9f\x98"),
    "surrogates": repeat(b"12\xed\xa0\x80 people. "),
    "random letters": generated(lambda n, r: r.choice("abcdefghij  .,AB1'\"-\n")),
    "random characters": generated(lambda n, r: chr(r.choice((r.randrange(32, 0xD800), 32, 46)))),
    "random figures and words": generated(
        lambda n, r: r.choice(
            ("12 ", "people ", "killed ", "said ", "and ", ", ", ". ", "Kyiv ", '"', "of ", "at ",
             "least ", "not ", "were ", "in ", "May ", "- ", "million ", "the ", "(", ") "))),
    "UTF-16": repeat("12 people died in Kyiv. ".encode("utf-16-le"), b"\xff\xfe"),
}

# Pages.
PAGES = {
    "paragraphs of a number": (repeat("<p>12"), 1),
    "paragraphs of a figure": (page("<p>12 people died"), 1),
    "cells": (repeat(
        "<tr>" + "<td>12 people</td>" * 50 + "</tr>", HEAD + "<table>", "</table>" + END), 1),
    "cells of one row": page("<td>12 people</td>", "<table><tr>"),
    "cells of numbers": page("<tr><td>12<td>3<td>2024<td>5%", "<table>"),
    "random bytes": (noise(), 1),
    "random bytes in a page": noise(HEAD.encode() + b"<p>"),
    "compressed": (noise(b"PK\x03\x04"), 1),
    "ordinary paragraphs": (page(PARAGRAPH), 1),
    "one paragraph, page": page("12 people died in Kyiv. ", "<p>"),
    "one sentence, page": (page("There were 12 people, ", "<p>"), 1),
    "divisions nested": nested("<div>", "12 people died", "</div>", HEAD, END),
    "divisions nested with text": nested("<div>12 people died", ".", "</div>", HEAD, END),
    "divisions never closed": page("<div>12 people "),
    "end tags only": page("</div></p>"),
    "marks nested": nested("<b>12 ", "people", "</b>", HEAD + "<p>", END),
    "marks crossed": page("<b><i>12</b> people</i> "),
    "spans": page("<span>12</span> <span>people</span>", "<p>"),
    "a mark a letter": page("<b>1</b>", "<p>"),
    "links never closed": page("<a href=x>12 people ", "<p>"),
    "quotes nested": nested("<blockquote>", "12 people", "</blockquote>", HEAD, END),
    "lists": page("<ul><li>12 people<li>3 men</ul>"),
    "lists nested": nested("<ul><li>12 people", "", "</ul>", HEAD, END),
    "items": page("<li>12 people died", "<ul>"),
    "definitions": page("<dt>12<dd>people"),
    "tables nested": nested("<table><tr><td>12 people", "", "</table>", HEAD, END),
    "tables": page("<table><tr><td>12 people</td></tr></table>"),
    "headings": page("<h2>12 people died</h2>"),
    "titles of a page": page("<h1>Strikes on Belgrin</h1>"),
    "titles": repeat("<title>12 people died</title>", "<head>"),
    "line breaks": page("12 people died<br>", "<p>"),
    "line breaks alone": page("<br>", "<p>12 people"),
    "pre": page("12 people\n", "<pre>"),
    "attributes": repeat(" a=12", HEAD + "<p", ">12 people died" + END),
    "attributes without end": repeat(" class='x", HEAD + "<p"),
    "classes": repeat(" article-body", HEAD + '<div class="', '">12 people died' + END),
    "class names": generated(lambda n, _: f'<p class="{word(n)}">12 people', HEAD),
    "tag names": generated(lambda n, _: f"<{word(n)}>12 people", HEAD),
    "comments": page("<!-- 12 -->12 people "),
    "comment never closed": page("<!-- 12 people "),
    "processing instructions": page("<?php 12 ?>12 people "),
    "CDATA": page("<![CDATA[12 people]]>"),
    "opened tags": page("<"),
    "ampersands": page("&"),
    "entities": page("&#49;&#50;&nbsp;people &amp; "),
    "entities without names": page("&notanentity12 &#x; &#99999999; "),
    "scripts": page("<script>var a = '<p>12 people';</script>"),
    "one script": page("if (a < 12) { b('<p>12 people') } ", "<script>", "</script><p>12 people"),
    "script never closed": page("12 people <!--<script>", "<script>"),
    "styles": page("<style>p { width: 12px }</style>12 people "),
    "hidden": page('<div hidden>12 people</div><p style="display:none">3 men</p>'),
    "text areas": page("<textarea>12 people</textarea>"),
    "options": page("<option>12 people", "<select>"),
    "frames": page("<iframe>12 people</iframe><noscript>3</noscript>"),
    "vector graphics": page("<svg><text>12 people</text></svg>"),
    "rubies": page("<ruby>12<rt>people</ruby>"),
    "forms": page("<form><input value=12><button>12 people</button></form>"),
    "links": page('<a href="/12">12 people</a> '),
    "lists of links": page('<ul><li><a href="/12">12 people died</a></ul>'),
    "articles": page("<article><p>12 people died in Kyiv.</p></article>"),
    "articles nested": nested("<article>", "12 people died", "</article>", HEAD, END),
    "bodies": page('<div itemprop="articleBody" class="article-body">12 people died. </div>'),
    "authors": page('<span class="byline" rel="author">By John Smith</span>'),
    "times": page('<time datetime="2024-05-12">12 May</time>'),
    "times of many kinds": generated(
        lambda n, _: f'<time class="date-{n % 97}" datetime="20{n % 90 + 10}-05-12T10:30">x</time>',
        HEAD),
    "meta tags": repeat('<meta property="og:title" content="12 people died">', "<head>"),
    "meta names": generated(lambda n, _: f'<meta name="{word(n)}" content="12">', "<head>"),
    "meta times": repeat(
        '<meta property="article:published_time" content="2024-05-12">', "<head>"),
    "canonical links": repeat('<link rel="canonical" href="http://a.example/2024/05/12/">', "<head>"),
    "figures and captions": page("<figure><img><figcaption>12 people</figcaption></figure>"),
    "footers": page("<footer>12 people</footer><nav>3 men</nav><aside>4 women</aside>"),
    "comments of readers": page('<div class="comment">12 people died</div>'),
    "JSON-LD body": (repeat(
        "12 people died in Kyiv. ",
        HEAD + '<script type="application/ld+json">{"@type":"NewsArticle","articleBody":"',
        '"}</script>' + END), 1),
    "JSON-LD body of lines": repeat(
        r"12 people died.\n",
        HEAD + '<script type="application/ld+json">{"@type":"NewsArticle","articleBody":"',
        '"}</script>' + END),
    "JSON-LD nested": nested(
        '{"@graph":[', "{}", "]}", HEAD + '<script type="application/ld+json">', "</script>" + END),
    "JSON-LD brackets": repeat("[", HEAD + '<script type="application/ld+json">'),
    "JSON-LD keys": repeat(
        '"headline":"12 people",', HEAD + '<script type="application/ld+json">{',
        '"a":1}</script>' + END),
    "JSON-LD scripts": repeat(
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"12"}</script>',
        HEAD),
    "JSON-LD string never closed": repeat(
        r"\"12 people", HEAD + '<script type="application/ld+json">{"articleBody":"'),
    "UTF-16 page": repeat(
        "<p>12 people died".encode("utf-16-le"), b"\xff\xfe" + HEAD.encode("utf-16-le")),
    "windows-1251 page": repeat(
        "<p>Загинули 12 людей".encode("cp1251"), '<meta charset="windows-1251">'),
    "Shift JIS page": repeat(
        "<p>12人が死亡した。".encode("shift_jis"), '<meta charset="shift_jis">'),
    "GB 18030 page": repeat("<p>12人死亡。".encode("gb18030"), '<meta charset="gb18030">'),
    "ISO 2022 page": repeat(
        b"<p>12 \x1b$B?M\x1b(B", '<meta charset="iso-2022-jp">'),
    "invalid UTF-8 page": repeat(b"<p>12 \xff\xfe people", HEAD),
    "zero bytes page": repeat(b"<p\x00>12 people\x00", HEAD),
    "wrong charset": repeat(b"\x81\x81", '<meta charset="utf-8"><p>'),
    "charset declarations": repeat('<meta charset="windows-1251">', "<head>"),
    "page of one line": page(ORDINARY[0] + "<br>"),
    "page of words": page("<p>people"),
    "page of short lines": page("12<br>people<br>"),
}

# Lines of JSON.
LINES = {
    "tiny lines": repeat('{"text":"x"}\n'),
    "lines of a sentence": repeat(line("12 people died in Kyiv.")),
    "lines with equal ids": repeat(line("12 people died.", id="a")),
    "one line": (repeat("12 people died in Kyiv. ", '{"text":"', '"}\n'), 1),
    "one line of line breaks": repeat(r"12 people died.\n", '{"text":"', '"}\n'),
    "one line of escapes": repeat(r"\u0031\u0032\u0020", '{"text":"', '"}\n'),
    "one line of surrogates": repeat(r"\ud83d", '{"text":"', '"}\n'),
    "one line of a page": repeat("<p>12 people died", '{"html":"', '"}\n'),
    "lines of pages": repeat(json.dumps({"html": PARAGRAPH}) + "\n"),
    "lines of metadata": repeat(
        line("12 people died.", id="a", title="t" * 60, url="http://a.example/", published="2024")),
    "lines that are no JSON": repeat("{12 people}\n"),
    "lines without text": repeat('{"id":12}\n'),
    "lines nested": nested('{"a":[', "", "", tail="\n"),
    "one line of keys": generated(lambda n, _: f'"{word(n)}":12,', "{", '"text":"12 people"}\n'),
    "one line of one key": repeat('"text":"12 people",', "{", '"id":1}\n'),
    "one line of arrays": repeat('[1,2],', '{"text":"12 people","a":[', "1]}\n"),
    "one line of digits": repeat("7", '{"text":"12 people","id":', "}\n"),
    "one line that never ends": repeat("12 people ", '{"text":"'),
    "empty lines": repeat("\n \n"),
    "lines of a byte": repeat("1\n"),
}


def all_shapes():
    for suffix, table in ((".txt", TEXTS), (".html", PAGES), (".jsonl", LINES)):
        for title, make in table.items():
            make, row = make if isinstance(make, tuple) else (make, 0)
            yield Shape(title, suffix, make, row)
