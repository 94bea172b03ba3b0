"""As much of Swift's syntax as it takes to find the body of a function around a place."""

import bisect
import re

TYPE_WORDS = {"struct", "enum", "class", "actor", "extension", "protocol"}
ACCESSOR = re.compile(r"\b(?:get|set|willSet|didSet|_read|_modify)(?:\(\w+\))?(?:\s+throws)?\s*$")


class SwiftText:
    """A Swift source with its braces; places are indices into `text`."""

    def __init__(self, text):
        self.text = text
        # For every place: code, or part of a comment or of a literal.
        self.is_code = bytearray(b"\x01" * len(text))
        self._scan(0, None)
        self.pairs = self._braces()
        self.starts = [start for start, _ in self.pairs]

    def _mark(self, start, end):
        for place in range(start, min(end, len(self.text))):
            self.is_code[place] = 0

    def _scan(self, place, closing):
        """Marks comments and literals from `place` on, up to the bracket that ends an interpolation."""
        text, depth = self.text, 0
        while place < len(text):
            if text.startswith("//", place):
                end = text.find("\n", place)
                end = len(text) if end < 0 else end
                self._mark(place, end)
                place = end
            elif text.startswith("/*", place):
                start, level = place, 0
                while place < len(text):
                    if text.startswith("/*", place):
                        level, place = level + 1, place + 2
                    elif text.startswith("*/", place):
                        level, place = level - 1, place + 2
                        if level == 0:
                            break
                    else:
                        place += 1
                self._mark(start, place)
            elif text[place] == '"' or (text[place] == "#" and re.match(r'#+"', text[place:])):
                place = self._literal(place)
            elif closing and text[place] == "(":
                depth, place = depth + 1, place + 1
            elif closing and text[place] == ")":
                if depth == 0:
                    return place
                depth, place = depth - 1, place + 1
            else:
                place += 1
        return place

    def _literal(self, place):
        text, start = self.text, place
        hashes = 0
        while text[place] == "#":
            hashes, place = hashes + 1, place + 1
        quotes = '"""' if text.startswith('"""', place) else '"'
        ending, escape = quotes + "#" * hashes, "\\" + "#" * hashes
        place += len(quotes)
        while place < len(text) and not text.startswith(ending, place):
            if text.startswith(escape + "(", place):
                inner = place + len(escape) + 1
                self._mark(start, inner)
                place = self._scan(inner, ")")
                start = place
            elif text.startswith(escape, place):
                place += len(escape) + 1
            else:
                place += 1
        place += len(ending)
        self._mark(start, place)
        return place

    def _braces(self):
        pairs, open_braces = [], []
        for place, sign in enumerate(self.text):
            if not self.is_code[place]:
                continue
            if sign == "{":
                open_braces.append(place)
            elif sign == "}" and open_braces:
                pairs.append((open_braces.pop(), place))
        return sorted(pairs)

    def _header(self, brace):
        """The code between the statement's begin and a brace, comments and literals left out."""
        place, depth, signs = brace - 1, 0, []
        while place >= 0:
            sign = self.text[place]
            if self.is_code[place]:
                if sign in ")]":
                    depth += 1
                elif sign in "([":
                    if depth == 0:
                        break
                    depth -= 1
                elif depth == 0 and sign in "{};":
                    break
                signs.append(sign)
            elif sign == "\n":
                signs.append(sign)
            place -= 1
        return "".join(reversed(signs))

    def _is_type(self, brace):
        lines = self._header(brace).rstrip()
        # The last line that begins a declaration decides; stored properties stand before it.
        found = re.findall(
            r"(?m)^\s*(?:@\w+(?:\([^)]*\))?\s+|\w+(?:\(\w+\))?\s+)*?"
            r"\b(struct|enum|class|actor|extension|protocol|func|init|var|let|subscript|deinit)\b",
            lines)
        return bool(found) and found[-1] in TYPE_WORDS

    def body(self, start, end):
        """Inside of the braces of the function that holds start..<end; None outside of functions."""
        last = bisect.bisect_right(self.starts, start) if self.starts else 0
        around = [(a, b) for a, b in self.pairs[:last] if a < start and end <= b]
        while around and self._is_type(around[0][0]):
            around.pop(0)
        # The braces of a property hold those of its accessors.
        if len(around) > 1 and ACCESSOR.search(self._header(around[1][0])):
            around.pop(0)
        if not around:
            return None
        return around[0][0] + 1, around[0][1]

    def initial_value(self, start, end):
        """The expression after `=` of the stored property around start..<end; None without one."""
        found = None
        for match in re.finditer(r"(?m)^[^\n=(]*\b(?:let|var)\s+\w+[^\n={]*=\s", self.text):
            if match.end() > end:
                break
            found = match
        if not found or not self.is_code[found.end() - 2]:
            return None
        begin = found.end()
        place, depth = begin, 0
        while place < len(self.text):
            sign = self.text[place]
            if self.is_code[place]:
                if sign in "([{":
                    depth += 1
                elif sign in ")]}":
                    depth -= 1
                elif sign == "\n" and depth == 0:
                    rest = self.text[place:].lstrip()
                    if place > begin and (
                        rest.startswith("//") or not re.match(r"[.?:+*/|&<>=]|-\s", rest)):
                        break
            if depth < 0:
                break
            place += 1
        if begin <= start and end <= place:
            return begin, place
        return None
