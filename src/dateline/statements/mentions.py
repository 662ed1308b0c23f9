"""Proper names in a passage: where each stands, with which title, and whether it looks like a person."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from dateline.model import Span
from dateline.statements.lexicon import Lexicon
from dateline.statements.nouns import Nouns, are_several, is_body
from dateline.statements.passage import Passage

Look = Literal["person", "body", "place", "group", "work", "unknown"]
DEMONYM = ("an", "ese", "ish")  # "Norlandian President" is no name
ROLE_WORDS = 7  # longest role read before a name, in words
HEADLINE_WORDS = 40  # a longer paragraph is no headline
RUN_WORDS = 24  # longest capitalised run read as one name with its titles
UNQUOTED = frozenset(["book", "memoir", "novel", "biography", "film", "movie", "documentary"])
LINKED = frozenset(["chamber", "citizens", "americans", "veterans"])  # with "of", "for", "to": "Democracy for America"
REALMS = frozenset(["republic", "kingdom", "affairs"])  # with "of"
POSTS = frozenset(["coordinator", "director", "editor", "executive", "manager", "officer", "principal"])
LED = frozenset(["head", "envoy"])  # roles only with what they lead: "head of the Norland Commission"
WORK_WORDS = 14  # longest title of a work
NAME_WORDS = 6  # longest name looked up in a headline


class Mention(Struct, frozen=True):
    """One printed name, titles left out; `first` and `last` are indices of words."""

    span: Span
    first: int
    last: int
    name: tuple[str, ...]  # its words, without full stops
    look: Look
    role: Span | None  # printed before it: "Russian President"
    gender: str  # m or f by its title, else ""
    titled: bool
    subject: bool
    possessive: bool
    oblique: bool  # behind a preposition

    @property
    def lows(self) -> tuple[str, ...]:
        """The name in lower case, as names are compared."""
        return tuple(word.lower().replace("’", "'") for word in self.name)


def read_mentions(passage: Passage, lexicon: Lexicon, nouns: Nouns) -> list[Mention]:
    """Return the names of `passage` in reading order.

    In headlines, where capitals tell nothing, only names that the rest prints too are found, and names that begin
    with a known given name.
    """
    reader = _Reader(passage, lexicon, nouns)
    headlines = reader.headlines()
    found = reader.body(headlines)
    found = reader.supported(found)
    works = reader.works()
    if works:
        found = _merged(found, works)
    if headlines:
        found = sorted(found + reader.titles(headlines, found), key=lambda mention: mention.first)
    return found


def _merged(found: list[Mention], works: list[Mention]) -> list[Mention]:
    """Return both in reading order; what lies inside a work's title is left out, and works don't overlap."""
    taken: set[int] = set()
    kept = []
    for work in works:
        words = range(work.first, work.last + 1)
        if taken.isdisjoint(words):
            taken.update(words)
            kept.append(work)
    return sorted([m for m in found if m.first not in taken and m.last not in taken] + kept,
                  key=lambda mention: mention.first)


def is_role(low: str, lexicon: Lexicon) -> bool:
    """Whether a lower-case word names a person by what they do or are."""
    return low in lexicon.roles or (low.endswith(("woman", "ologist")) and low not in lexicon.function)


class _Reader:
    def __init__(self, passage: Passage, lexicon: Lexicon, nouns: Nouns) -> None:
        self.passage, self.lexicon, self.nouns = passage, lexicon, nouns
        self.lower = {low for low, word in zip(passage.lows, passage.words, strict=True) if word[0].islower()}

    def headlines(self) -> frozenset[int]:
        """Return the paragraphs printed in Title Case: nearly all their words, common ones too, are capital."""
        passage = self.passage
        ends = [*passage.firsts[1:], len(passage.words)]  # one, and no first, where there are no words
        return frozenset(passage.paragraph[first] for first, end in zip(passage.firsts, ends, strict=False)
                         if end - first <= HEADLINE_WORDS and self.is_headline(range(first, end)))

    def is_headline(self, line: range) -> bool:
        """Whether the words at `line`, a paragraph, are printed in Title Case."""
        common, function = self.lexicon.common, self.lexicon.function
        words, lows = self.passage.words, self.passage.lows
        long = capital = plain = low = 0
        for place in line:
            word = words[place]
            low += word[0].islower() and lows[place] not in function
            if len(word) > 3 and word[0].isalpha():
                long += 1
                if word[0].isupper():
                    capital += 1
                    plain += lows[place] in common
        return long >= 2 and capital >= 0.75 * long and plain >= 2 and low <= (len(line) >= 10)

    def body(self, headlines: frozenset[int]) -> list[Mention]:
        found: list[Mention] = []
        words, paragraphs = self.passage.words, self.passage.paragraph
        index, count = 0, len(words)
        while index < count:
            if not words[index][0].isupper() or paragraphs[index] in headlines:
                index += 1
                continue
            end = self.run_end(index)
            mention = self.read_run(index, end)
            if mention is not None:
                found.append(mention)
            index = max(end, index + 1)
        return found

    def supported(self, found: list[Mention]) -> list[Mention]:
        """Leave out words that are capital only because a sentence begins with them."""
        known: set[str] = set()
        parts = {low for mention in found if len(mention.name) > 1 for low in mention.lows}
        for mention in found:
            if len(mention.name) > 1 or not self.passage.opens[mention.first] or mention.titled:
                known.update(mention.lows)
        common, opens = self.lexicon.common, self.passage.opens
        names = {mention.lows for mention in found}
        found = [self.mention(m.first + 1, m.first + 1, m.last + 1)
                 if opens[m.first] and (m.lows[0] in common or m.lows[0] in self.lower)
                 and m.lows[0] not in self.lexicon.given
                 and m.lows[1:] in names else m for m in found]  # "Understated Perez" beside "Perez"
        return [m for m in found if len(m.name) > 1 or m.titled or ((
            not opens[m.first] or m.look == "group" or m.lows[0] in known
            or (m.lows[0] not in common and m.lows[0] not in self.lower)) and not self.is_noun(m, parts))]

    def is_noun(self, mention: Mention, parts: set[str]) -> bool:
        """Whether one word behind a determiner is a noun like others: "den Beschluss", but "die SPD"."""
        first, passage = mention.first, self.passage
        return first > 0 and passage.adjoining(first) and passage.lows[first - 1] in self.nouns.determiners \
            and mention.lows[0] not in parts and mention.look != "place" and passage.words[first][1:].islower()

    def titles(self, headlines: frozenset[int], found: list[Mention]) -> list[Mention]:
        """Return the names in headlines."""
        known: dict[tuple[str, ...], Look] = {}
        for mention in found:
            if mention.look in ("person", "body", "unknown"):
                known.setdefault(mention.lows, mention.look)
                if mention.look == "person":
                    known.setdefault(mention.lows[-1:], "unknown")
        names: list[Mention] = []
        words, lows, paragraphs = self.passage.words, self.passage.lows, self.passage.paragraph
        index = 0
        while index < len(words):
            if paragraphs[index] not in headlines or not words[index][0].isupper():
                index += 1
                continue
            end, look = self.headline_name(index, known)
            if end:
                names.append(self.mention(index, index, end, look))
            elif lows[index].removesuffix("s") in self.lexicon.adjectives:
                names.append(self.mention(index, index, index + 1, "group"))
            index = max(end, index + 1)
        return names

    def headline_name(self, index: int, known: dict[tuple[str, ...], Look]) -> tuple[int, Look]:
        """Return the end and the look of the longest known name at `index`; 0 where there is none."""
        lexicon, passage = self.lexicon, self.passage
        for end in range(min(len(passage.words), index + NAME_WORDS), index, -1):
            name = tuple(low for low in passage.lows[index:end] if low != ".")
            if name in known and passage.words[end - 1] != ".":
                return end, known[name]
        end = index + 1
        if passage.lows[index] in lexicon.given and end < len(passage.words) and passage.adjoining(end) \
                and passage.words[end][0].isupper() and passage.lows[end] not in lexicon.common | lexicon.function:
            return end + 1, "person"
        return 0, "unknown"

    def works(self) -> list[Mention]:
        """Return the titles in quotation marks that a noun for a text stands beside: the film “Long Rain”."""
        passage = self.passage
        found: list[Mention] = []
        for start, end in passage.quotations:
            inside = passage.within((start + 1, end - 1))
            words = [i for i in inside if passage.words[i][0].isalnum()]
            if not 0 < len(words) <= WORK_WORDS or passage.words[words[0]][0].islower():
                continue
            titled = inside.start > 1 and passage.lows[inside.start - 2] in self.lexicon.closed["titled"]
            if not titled and not all(passage.words[i][0].isupper() or passage.words[i][0].isdigit()
                                      or len(passage.words[i]) <= 3 for i in words):
                continue
            around = (*range(max(0, inside.start - 5), inside.start),
                      *range(inside.stop, min(len(passage.words), inside.stop + 4)))
            nouns = [i for i in around if passage.lows[i] in self.lexicon.works]
            if nouns:
                found.append(self.work(words[0], words[-1] + 1, nouns[0]))
        return found + self.unquoted_works()

    def unquoted_works(self) -> list[Mention]:
        """Return the titles without quotation marks behind the noun for a text: her book, The Long Rain: A Life."""
        passage, small = self.passage, self.lexicon.closed["small"]
        words, lows = passage.words, passage.lows
        found: list[Mention] = []
        for noun, low in enumerate(lows):
            if low not in UNQUOTED or noun + 4 >= len(words):
                continue
            first = self.behind_titled(noun) or noun + 1
            while first < noun + 4 and (lows[first] == "," or lows[first] in self.lexicon.closed["titled"]):
                first += 1
            end = last = first
            while end < min(len(words), first + WORK_WORDS) and passage.paragraph[end] == passage.paragraph[noun] and (
                    words[end][0].isupper() or words[end] == ":" or (end > first and lows[end] in small)):
                last = end + 1 if words[end][0].isupper() else last
                end += 1
            if last - first > 2 and (lows[first] in self.lexicon.common or lows[first] in self.lexicon.function):
                found.append(self.work(first, last, noun))
        return found

    def behind_titled(self, noun: int) -> int:
        """Return the word behind "entitled", some words behind the noun: "a memoir of her time entitled"; or 0."""
        for place in range(noun + 2, min(noun + WORK_WORDS, len(self.passage.words) - 1)):
            if self.passage.sentence[place] != self.passage.sentence[noun]:
                break
            if self.passage.lows[place] in ("entitled", "titled"):
                return place + 1
        return 0

    def work(self, first: int, end: int, noun: int) -> Mention:
        passage = self.passage
        return replace(self.mention(first, first, end, "work"), role=(passage.starts[noun], passage.ends[noun]))

    def run_end(self, index: int) -> int:
        """Return the end of the capitalised run that begins at `index`."""
        passage, lexicon = self.passage, self.lexicon
        words, lows = passage.words, passage.lows
        if (lows[index] in lexicon.function and not self.may_be_given(index)) or lows[index] in self.nouns.small:
            return index + 1
        end, count = index + 1, len(words)
        while end < count and end - index < RUN_WORDS and passage.adjoining(end):
            word, low = words[end], lows[end]
            if word[0].isupper():
                if low in lexicon.function and lows[end - 1] not in lexicon.given:
                    break
                end += 1
            elif word == ".":
                if not self.initial(end):
                    break
                end += 1
            elif word == "/":
                if not self.slashed(end):
                    break
                end += 2
            elif low in lexicon.closed["particles"] or low in lexicon.closed["links"] or low in ("and", "&"):
                step = self.link(index, end)
                if not step:
                    break
                end = step
            else:
                break
        return end

    def slashed(self, slash: int) -> bool:
        """Whether a name goes on behind a slash: "Harbor Times/ORC"."""
        passage, after = self.passage, slash + 1
        return after < len(passage.words) and passage.starts[after] == passage.ends[slash - 1] + 1 \
            and passage.words[after][0].isupper() and passage.lows[slash - 1] not in self.lexicon.given

    def may_be_given(self, index: int) -> bool:
        """Whether a function word is a given name here: "Will Hurd", "May Boeve"."""
        after = index + 1
        return self.passage.lows[index] in self.lexicon.given and after < len(self.passage.words) \
            and self.passage.adjoining(after) and self.passage.words[after][0].isupper() \
            and self.passage.lows[after] not in self.lexicon.function and self.passage.lows[index] != "may"

    def initial(self, dot: int) -> bool:
        """Whether the full stop at `dot` belongs to an initial or a short title before a name."""
        passage, after = self.passage, dot + 1
        return passage.starts[dot] == passage.ends[dot - 1] and after < len(passage.words) \
            and passage.adjoining(after) and passage.words[after][0].isupper() \
            and (len(passage.words[dot - 1]) == 1 or passage.lows[dot - 1] in self.lexicon.closed["short_titles"])

    def link(self, first: int, index: int) -> int:
        """Return where a run goes on behind the connecting word at `index`, or 0."""
        passage, lexicon = self.passage, self.lexicon
        words, lows = passage.words, passage.lows
        after = index + 1
        if after < len(words) and lows[after] in ("the", "la", "der") and words[after].islower():
            after += 1
        if after >= len(words) or not words[after][0].isupper() or not passage.adjoining(after) \
                or lows[after] in lexicon.function:
            return 0
        before, low = lows[index - 1], lows[index]
        if low in lexicon.closed["particles"]:
            of = low == "von" and bool(self.nouns.titles) and before not in lexicon.given and (
                lows[after] in lexicon.places or lows[after] in lexicon.given)  # "Diktator von Norland" is no name
            return 0 if low in self.nouns.determiners or of else after  # "von der" is one step
        if low in lexicon.closed["links"]:
            known = before in lexicon.formal or before in LINKED or (low == "of" and before in REALMS)
            plain = low == "for" and before in lexicon.common and not passage.opens[index - 1]
            return after if known or plain or (before in lexicon.titles and low == "of") else 0
        parts = lows[first:index]
        if parts[0] in lexicon.given or any(p in lexicon.titles for p in parts) or before in lexicon.formal:
            return 0
        end = after
        while end < len(words) and end - after < RUN_WORDS and words[end][0].isupper() and passage.adjoining(end):
            end += 1
        return end if lows[end - 1] in lexicon.formal or "of" in parts else 0

    def read_run(self, first: int, end: int) -> Mention | None:
        """Return the name in the capitalised run [first, end), its title split off; None for a common word."""
        passage, lexicon = self.passage, self.lexicon
        lows = passage.lows
        while end > first and not passage.words[end - 1][0].isalnum():
            end -= 1
        if first >= end or (end - first == 1 and (lows[first] in lexicon.function or lows[first] in self.nouns.small)):
            return None
        if self.is_role_alone(first, end):
            return None
        if passage.opens[first] and end - first > 2 and lows[first] in lexicon.common \
                and lows[first] not in lexicon.titles and lows[first + 1] in lexicon.given:
            first += 1  # "Electing Donald Trump"
        start = self.name_start(first, end)
        if start < end - 1 and is_role(lows[start].rpartition("-")[2], lexicon) and "-" in lows[start]:
            start += 1  # "Oscar-winner Ana Ruiz"
        if end - start == 1 and start > first and lows[start] in POSTS:
            return None  # "VFI Chief Executive" is an office
        return self.mention(first, start, end) if start < end else None

    def is_role_alone(self, first: int, end: int) -> bool:
        """Whether the run is a description in capitals, no name: "Retired General", "Russian President"."""
        lexicon, lows = self.lexicon, self.passage.lows
        if end - first == 1 and self.nouns.title(lows[first]) is not None:
            return True
        if not is_role(lows[end - 1], lexicon) or lows[first] in lexicon.given:
            return False
        if end - first == 1:
            return lows[first] not in lexicon.adjectives
        if end - first == 2 and lows[first].endswith(DEMONYM) and lows[first + 1] in lexicon.titles:
            return True
        return all(low in lexicon.titles or low in lexicon.adjectives or low in lexicon.place_words or low == "."
                   or low in lexicon.formal or low in lexicon.common for low in lows[first:end - 1])

    def mention(self, first: int, start: int, end: int, look: Look | None = None) -> Mention:
        """Return the name [start, end), whose titles begin at `first`."""
        passage, lexicon = self.passage, self.lexicon
        lows = passage.lows
        titles = [gender for low in lows[first:start] if low not in lexicon.ahead
                  and (gender := self.title(low)) is not None]
        ahead = self.office_ahead(first) if start > first else first
        role = self.role_before(first) if start == first else (passage.starts[ahead], passage.ends[start - 1])
        possessive = end < len(lows) and (lows[end] == "'s" or passage.words[end] in ("'", "’")) \
            and passage.starts[end] == passage.ends[end - 1]
        name = tuple(word for word in passage.words[start:end] if word != ".")
        if look is None:
            look = self.look(tuple(word.lower() for word in name), name, bool(titles) or role is not None)
            if look == "body" and any(passage.lows[i] in lexicon.titles for i in range(first, start)):
                look = "person"
        return Mention(
            span=(passage.starts[start], passage.ends[end - 1]), first=start, last=end - 1, name=name, look=look,
            role=role, gender="".join(titles)[-1:], titled=bool(titles), subject=self.is_subject(first, end),
            possessive=possessive,
            oblique=ahead > 0 and passage.adjoining(ahead) and lows[ahead - 1] in lexicon.closed["oblique"],
        )

    def name_start(self, first: int, end: int) -> int:
        """Return where the name begins behind its titles in the run [first, end)."""
        lexicon, lows = self.lexicon, self.passage.lows
        titled = any(lexicon.titles.get(lows[i]) in ("m", "f")
                     or (lows[i] in lexicon.titles and lows[i + 1] in lexicon.given) for i in range(first, end - 1))
        if lows[end - 1] in lexicon.formal and not titled:
            return first
        title = -1
        for index in range(first, end - 1):
            if self.title(lows[index]) is not None and not (index == first and lows[index] in lexicon.given):
                title = index
        if title < 0:
            return self.anchored(first, end)
        start = title + 1
        if start < end and lows[start] == ".":
            start += 1
        if start < end and lows[start] in lexicon.closed["links"]:
            named = [i for i in range(start, end) if lows[i] in lexicon.given]
            start = named[0] if named else max(start, end - 2) if end - start > 3 else end
        while start < end - 1 and (lows[start] in lexicon.suffixes or not self.passage.words[start][0].isalnum()):
            start += 1
        return self.behind_office(start, end)

    def title(self, low: str) -> str | None:
        """Return the gender of a title, "" for a man's or a woman's; None for other words."""
        return self.lexicon.titles.get(low, self.nouns.title(low))

    def anchored(self, first: int, end: int) -> int:
        """Return where a given name begins behind places and bodies: "Fox News Sean Hannity"."""
        lexicon, lows = self.lexicon, self.passage.lows
        if lows[first] in lexicon.given or lows[end - 1] in lexicon.formal:
            return first
        for index in range(first + 1, end - 1):
            if lows[index] in lexicon.given and all(
                    low in lexicon.adjectives or low in lexicon.formal or low in lexicon.places
                    or low in lexicon.common for low in lows[first:index]):
                return index
        return self.behind_office(first, end) if self.office_ahead(first) < first else first

    def behind_office(self, first: int, end: int) -> int:
        """Return where a name begins behind what its office is over: "head of the Harbor Office Una Sandal".

        `first` where no such words stand, or less than two behind them.
        """
        lows, start = self.passage.lows, first
        while start < end and (self.is_plain(lows[start]) or (start > first and lows[start] in ("of", "the", "for"))):
            start += 1
        return start if end - start >= 2 and self.lexicon.formal.isdisjoint(lows[start:end]) else first

    def is_plain(self, low: str) -> bool:
        """Whether a word is a place, or part of a body's name, and no given name."""
        lexicon = self.lexicon
        return low not in lexicon.given and (low in lexicon.places or low in lexicon.adjectives
                                             or low in lexicon.formal or low in lexicon.common)

    def office_ahead(self, first: int) -> int:
        """Return where the office of a place or a body at `first` begins, "ambassador to" Norland; else `first`."""
        passage, index = self.passage, first - 1
        if index > 0 and passage.lows[index] == "the" and passage.adjoining(first):
            index -= 1
        if index < 1 or passage.lows[index] not in ("of", "to", "for") or not passage.adjoining(index + 1) \
                or not passage.adjoining(index):
            return first
        office = passage.lows[index - 1]
        return self.role_start(index) if office in LED or is_role(office, self.lexicon) else first

    def role_before(self, first: int) -> Span | None:
        """Return the role printed in lower case before a name: "IMF chief economist" Maury Obstfeld."""
        passage, lexicon = self.passage, self.lexicon
        if not passage.adjoining(first) or not is_role(passage.lows[first - 1], lexicon):
            return None
        return passage.starts[self.role_start(first)], passage.ends[first - 1]

    def role_start(self, end: int) -> int:
        """Return where the role that ends before the word `end` begins."""
        passage, index = self.passage, end - 1
        while index > 0 and end - index < ROLE_WORDS and passage.adjoining(index) \
                and passage.lows[index - 1] not in self.lexicon.function and passage.words[index - 1][0].isalnum():
            index -= 1
        return index

    def look(self, lows: tuple[str, ...], name: tuple[str, ...], titled: bool) -> Look:
        lexicon = self.lexicon
        joined = "_".join(lows)
        if joined in lexicon.places:
            return "person" if titled and len(lows) == 1 and joined not in ("us", "u.s") else "place"
        if lows[0].rstrip(".") in lexicon.closed["states"] and len(lows) == 1:
            return "place"
        if are_several(name):
            return "group"
        if lows[-1] in ("poll", "survey", "report", "study"):
            return "unknown"
        if len(lows) > 1 and lows[0] in lexicon.given and not any(low in lexicon.formal for low in lows[1:-1]) and (
                lows[-1] not in lexicon.formal or (lows[-1] in lexicon.surnames and len(lows) == 2)):
            return "person"
        if any(low in lexicon.formal for low in lows[1:]) or lows[0] in lexicon.formal:
            return "person" if titled and len(lows) == 1 else "body"
        if len(lows) == 1 and ({lows[0], lows[0].removesuffix("s")} & lexicon.adjectives
                               or is_role(lows[0].removesuffix("s").rpartition("-")[2], lexicon)):
            return "group"
        if titled:
            return "person"
        if len(lows) > 1 and is_body(name):
            return "body"
        if len(lows) == 1 and name[0].isupper() and 2 <= len(name[0]) <= 6:
            return "body"
        return "unknown"

    def is_subject(self, first: int, end: int) -> bool:
        """Whether the name opens its clause, as far as its neighbours tell."""
        passage = self.passage
        before = passage.lows[first - 1] if first and passage.sentence[first - 1] == passage.sentence[first] else ""
        after = passage.lows[end] if end < len(passage.lows) else ""
        if before in ("", ",", "but", "and", "that", "when", "as", "because", "while", "\"", "”", "if", ":"):
            return after not in ("and", "'s")
        return before in ("said", "says", "added") or after in ("said", "says", "has", "had", "is", "was", "told")
