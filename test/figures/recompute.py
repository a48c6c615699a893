"""Works figures out again from nothing but the words of their workings.

Reads a JSON list of {"place", "workings", "exact"} on standard input, and prints those as JSON of which the words give
another value than the cell has. The grammar is written here anew, so that neither the printer nor its parser is believed.
"""
import json
import re
import sys
from fractions import Fraction

SIGN = re.compile(r" (?:\+|–|×|÷) ")
NUMBER = re.compile(r"(£?)(\d+(?:,\d{3})*(?:\.\d+)?)(…?)(?:/(\d+(?:,\d{3})*))?(%?)")
EXACTLY = re.compile(r" \(exactly (–?[\d,]+(?:\.\d+)?)(?:/([\d,]+))?\)")
YEAR = re.compile(r"\d{4}/\d\d (?=£?\d)")


def plain(digits):
    return Fraction(digits.replace(",", "").replace("–", "-"))


class Reader:
    def __init__(self, text):
        self.text, self.at, self.cut = text, 0, False

    def rest(self):
        return self.text[self.at :]

    def take(self, words):
        if not self.rest().startswith(words):
            return False
        self.at += len(words)
        return True

    def whole(self):
        value = self.ruled()
        if self.rest():
            raise ValueError(f"left over: {self.rest()!r}")
        return value

    def ruled(self):
        """A sum, and what a rule made of it where that is another amount: ", to the penny: £5.00"."""
        value = self.sum()
        if self.take(", "):
            words = re.match(r"[^:()]*", self.rest()).group()
            self.at += len(words)
            if self.take(": "):
                settled = self.signed()
                whole = re.search(r"in whole amounts of £([\d,.]+)", words)
                most = plain(whole.group(1)) if whole else Fraction(1, 100)
                if "as far as the cost goes" in words:
                    if not 0 <= settled <= value:
                        raise ValueError(f"more than there is: {settled} of {value}")
                elif abs(settled - value) > most:
                    raise ValueError(f"{words} moved {value} to {settled}")
                value = settled
        return value

    def sum(self):
        value = self.product()
        while True:
            if self.take(" + "):
                value += self.product()
            elif self.take(" – "):
                value -= self.product()
            else:
                return value

    def product(self):
        minus = self.take("–")
        value = self.power()
        while True:
            if self.take(" × "):
                value *= self.signed()
            elif self.take(" ÷ "):
                value /= self.signed()
            else:
                return -value if minus else value

    def signed(self):
        return -self.power() if self.take("–") else self.power()

    def power(self):
        value = self.one()
        if self.take("^"):
            below = self.take("(–")
            digits = re.match(r"\d+", self.rest()).group()
            self.at += len(digits) + (1 if below else 0)
            value = value ** (-int(digits) if below else int(digits))
        return value

    def one(self):
        if self.take("("):
            value = self.ruled()
            if not self.take(")"):
                raise ValueError(f"not closed: {self.rest()!r}")
            return value
        if self.take("“"):
            self.at = self.text.index("”", self.at) + 2
        elif year := YEAR.match(self.rest()):
            self.at += year.end()
        elif not NUMBER.match(self.rest()):
            self.name()
        return self.number()

    def name(self):
        """Up to its value, which is the amount before the next sign, or the first number where there is none."""
        sign = SIGN.search(self.rest())
        segment = self.rest()[: sign.start()] if sign else self.rest()
        value = re.search(r" (?=£\d)", segment) or re.search(r" (?=\d)", segment)
        if not value:
            raise ValueError(f"no value: {self.rest()!r}")
        self.at += value.end()

    def number(self):
        match = NUMBER.match(self.rest())
        if not match:
            raise ValueError(f"no number: {self.rest()!r}")
        self.at += match.end()
        _, digits, cut, below, percent = match.groups()
        self.cut |= cut != ""
        value = plain(digits) / (plain(below) if below else 1) / (100 if percent else 1)
        if exactly := EXACTLY.match(self.rest()):
            self.at += exactly.end()
            value = plain(exactly.group(1)) / (plain(exactly.group(2)) if exactly.group(2) else 1)
        self.unit()
        return value

    def unit(self):
        """What is counted: words up to a sign, a comma, or a bracket that closes what was opened before them."""
        if not re.match(r" [^+–×÷]", self.rest()):
            return
        depth = 0
        while self.rest():
            here = self.rest()[0]
            if here == "“":
                self.at = self.text.index("”", self.at)
            elif here == "(":
                depth += 1
            elif here == ")":
                if depth == 0:
                    return
                depth -= 1
            elif depth == 0 and (self.rest().startswith(", ") or SIGN.match(self.rest())):
                return
            self.at += 1


wrong = []
for cell in json.load(sys.stdin):
    try:
        reader = Reader(cell["workings"])
        found = reader.whole()
        # The store gives twenty decimals; a value that the words cut off has twelve of each amount.
        if abs(found - Fraction(cell["exact"])) > Fraction(1, 10**8 if reader.cut else 10**19):
            wrong.append({**cell, "found": str(found)})
    except (ValueError, ZeroDivisionError) as error:
        wrong.append({**cell, "found": str(error)})
json.dump(wrong, sys.stdout, ensure_ascii=False)
