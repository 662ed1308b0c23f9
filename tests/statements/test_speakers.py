"""Who speaks: texts written for these tests; [1 ...] marks the source of statement 1, {1 ...} its content."""

from __future__ import annotations

import re

import pytest

from dateline.model import Article, Speaker
from dateline.statements.attribution import Attribution
from dateline.statements.speakers import Resolved, resolve, resolve_before

MARK = re.compile(r"([\[{])(\d) |([\]}])")


def read_marks(marked: str) -> tuple[Article, list[Attribution]]:
    """Return the text without its marks, and the attributions that they tell."""
    text, place = "", 0
    spans: dict[str, dict[str, list[tuple[int, int]]]] = {}
    opened: list[tuple[str, str, int]] = []
    for match in MARK.finditer(marked):
        text += marked[place:match.start()]
        place = match.end()
        if match[1]:
            opened.append((match[1], match[2], len(text)))
        else:
            role, number, start = opened.pop()
            spans.setdefault(number, {"[": [], "{": []})[role].append((start, len(text)))
    text += marked[place:]
    return Article(id="written", text=text), [
        Attribution(source=tuple(roles["["]), content=tuple(roles["{"]) or ((0, 1),), confidence=1.0, method="written")
        for _, roles in sorted(spans.items())]


def resolved(marked: str) -> tuple[Resolved, ...]:
    return resolve(*read_marks(marked))


def speakers(marked: str) -> list[Speaker]:
    """Return the only speaker of each statement."""
    return [answer.speakers[0] for answer in resolved(marked)]


def names(marked: str) -> list[str | None]:
    """Return the name of each statement's only speaker, None where it is not a proper name or nobody speaks."""
    return [answer.speakers[0].name if answer.speakers and answer.speakers[0].named else None
            for answer in resolved(marked)]


class TestName:
    """A name is the fullest form that the text prints, without titles."""

    @pytest.mark.parametrize("marked, name", [
        ("[1 Ana Ruiz] said {1 it rained}.", "Ana Ruiz"),
        ("[1 Mayor Ana Ruiz] said {1 it rained}.", "Ana Ruiz"),
        ("Ana Ruiz came late. [1 Ruiz] said {1 it rained}.", "Ana Ruiz"),
        ("Ana Ruiz came late. [1 Ms. Ruiz] said {1 it rained}.", "Ana Ruiz"),
        ("[1 Ruiz] said {1 it rained}. Later Ana B. Ruiz went home.", "Ana B. Ruiz"),
        ("[1 Police chief Ana Ruiz (D-Calif.)] said {1 it rained}.", "Ana Ruiz"),
        ("[1 Secretary of Health Ana Ruiz] said {1 it rained}.", "Ana Ruiz"),
        ("[1 Former chief of staff Ana Ruiz] said {1 it rained}.", "Ana Ruiz"),
        ("[1 The Harbor Times’s Ana Ruiz] said {1 it rained}.", "Ana Ruiz"),
        ("[1 Omar van der Berg] said {1 it rained}.", "Omar van der Berg"),
        ("[1 President Okoro’s] view was {1 that it rained}.", "Okoro"),
    ])
    def test_titles_are_left_out(self, marked: str, name: str) -> None:
        assert names(marked) == [name]

    @pytest.mark.parametrize("marked", [
        "{1 “It rained,”} [1 Hugh Hill, a doctor,] said.",
        "[1 Hugh Hill, a doctor who trained in Leeds and has lived there since,] said: {1 “It rained.”}",
        "[1 Hugh Hill, a doctor. He trained in Leeds.] He said: {1 “It rained.”}",
        "[1 A doctor from Leeds, Hugh Hill,] said {1 it rained}.",
        "[1 Hugh Hill] of Leeds said {1 it rained}.",
    ])
    def test_a_descriptive_clause_does_not_hide_the_name(self, marked: str) -> None:
        """Users of other tools report losing "Hugh Hill, a doctor, said", more so with a sentence break in it."""
        assert names(marked) == ["Hugh Hill"]

    @pytest.mark.parametrize("marked, role", [
        ("[1 Russian President Igor Orlov] said {1 it rained}.", "Russian President"),
        ("[1 Hugh Hill, a doctor from Leeds,] said {1 it rained}.", "doctor from Leeds"),
        ("[1 economist Hugh Hill] said {1 it rained}.", "economist"),
        ("[1 Hugh Hill] said {1 it rained}.", None),
    ])
    def test_the_role_is_as_printed(self, marked: str, role: str | None) -> None:
        assert speakers(marked)[0].role == role

    def test_namesakes_are_kept_apart_by_title(self) -> None:
        text = ("Karl Brandt and Maria Brandt married in May. [1 Mrs. Brandt] said {1 it rained}. "
                "[2 Mr. Brandt] said {2 it snowed}.")
        assert names(text) == ["Maria Brandt", "Karl Brandt"]

    def test_a_son_is_not_his_father(self) -> None:
        assert names("Karl Brandt was ill. [1 Karl Brandt Jr.] said {1 it rained}.")[0] != "Karl Brandt"


class TestJoint:
    """Several who speak as one are each a speaker."""

    @pytest.mark.parametrize("marked, expected", [
        ("[1 Ana Ruiz and Hugh Hill] said {1 it rained}.", ["Ana Ruiz", "Hugh Hill"]),
        ("[1 Ana Ruiz, a doctor, and Hugh Hill, her aide,] said {1 it rained}.", ["Ana Ruiz", "Hugh Hill"]),
        ("[1 Ana Ruiz, Hugh Hill and Omar Said] agreed {1 it rained}.", ["Ana Ruiz", "Hugh Hill", "Omar Said"]),
        ("[1 Lead author and economist Ana Ruiz] said {1 it rained}.", ["Ana Ruiz"]),
        ("[1 Ana Ruiz and other doctors] said {1 it rained}.", ["Ana Ruiz", "other doctors"]),
        ("[1 Ana Ruiz, an adviser to Hugh Hill and Omar Said,] said {1 it rained}.", ["Ana Ruiz"]),
        ("[1 Federal and state officials] said {1 it rained}.", ["Federal and state officials"]),
    ])
    def test_coordinated_names(self, marked: str, expected: list[str]) -> None:
        assert [speaker.name for speaker in resolved(marked)[0].speakers] == expected


class TestPronoun:
    """He and she are the person that the text is at, who/which the name before them, it a body."""

    @pytest.mark.parametrize("marked, name", [
        ("Ana Ruiz resigned. {1 “I am done,”} [1 she] said.", "Ana Ruiz"),
        ("Ana Ruiz met Hugh Hill. {1 “I am done,”} [1 he] said.", "Hugh Hill"),
        ("Ana Ruiz met Hugh Hill. {1 “I am done,”} [1 she] said.", "Ana Ruiz"),
        ("Hugh Hill, [1 who] hopes {1 to retire}, stayed.", "Hugh Hill"),
        ("Sen. Hugh Hill of Ohio, [1 who] hopes {1 to retire}, stayed.", "Hugh Hill"),
        ("Hugh Hill, a doctor from Leeds, [1 who] hopes {1 to retire}, stayed.", "Hugh Hill"),
        ("The Harbor Bank, [1 which] said {1 it would close}, fell.", "Harbor Bank"),
        ("He helps Harbor Forward, a super PAC [1 that] said {1 it would close}.", "Harbor Forward"),
        ("The Ruiz campaign met. [2 The Ruiz campaign] said {2 no}. In June [1 it] said {1 yes}.", "Ruiz campaign"),
        ("Hugh Hill wrote on Melanie. {1 “I am done,”} [1 she] said.", "Melanie"),
    ])
    def test_pronoun(self, marked: str, name: str) -> None:
        assert names(marked)[0] == name

    def test_he_added_over_paragraphs(self) -> None:
        text = ("{1 “It rained,”} [1 Hugh Hill] said.\n\n{2 “It was cold,”} [2 he] added.\n\n"
                "{3 “We stayed inside,”} [3 he] went on.")
        assert names(text) == ["Hugh Hill"] * 3

    def test_a_quotation_goes_on_over_a_paragraph_break(self) -> None:
        """Users of other tools report losing the speaker where the closing mark stands a paragraph later."""
        text = ("[1 Hugh Hill] said: {1 “It rained for days.\n\n“Then it was cold.”}\n\n"
                "[2 He] left, saying {2 “I shall be back.”}")
        assert names(text) == ["Hugh Hill", "Hugh Hill"]

    def test_the_chain_leads_from_the_pronoun_to_the_full_name(self) -> None:
        article, attributions = read_marks("Igor Orlov came. Orlov sat down. {1 “Good,”} [1 he] said.")
        chain = resolve(article, attributions)[0].speakers[0].chain
        assert [article.text[start:end] for start, end in chain] == ["he", "Orlov", "Igor Orlov"]

    def test_i_inside_a_quotation_is_who_is_quoted(self) -> None:
        text = "[1 Hugh Hill] said: {1 “It is late, and [2 I] think {2 we should go}.”}"
        assert names(text) == ["Hugh Hill", "Hugh Hill"]

    def test_i_outside_quotations_is_not_the_last_speaker(self) -> None:
        assert names("{1 “It rained,”} [1 Hugh Hill] said. [2 I] think {2 he was right}.")[1] is None

    def test_a_closing_note_names_the_author(self) -> None:
        text = "[1 I] think {1 it rained}.\n\nIt was cold.\n\nAna Ruiz is a doctor in Leeds."
        assert names(text) == ["Ana Ruiz"]

    def test_you_is_nobody_named(self) -> None:
        assert names("Hugh Hill came. If [1 you] think {1 it rained}, stay.") == [None]


class TestDescription:
    """A description means whoever bears that role; an indefinite one means nobody named."""

    @pytest.mark.parametrize("marked, name", [
        ("Russian President Igor Orlov spoke. {1 “Good,”} [1 the president] said.", "Igor Orlov"),
        ("Russian President Igor Orlov spoke. {1 “Good,”} [1 the Russian leader] said.", "Igor Orlov"),
        ("Sen. Hugh Hill met Gov. Omar Said on Friday. {1 “Good,”} [1 the senator] said.", "Hugh Hill"),
        ("Sen. Hugh Hill met Gov. Omar Said on Friday. {1 “Good,”} [1 the governor] said.", "Omar Said"),
        ("Republican nominee Hugh Hill spoke. {1 “Good,”} [1 the Republican nominee] said.", "Hugh Hill"),
        ("Ana Ruiz fell. {1 “Good,”} said [1 her lawyer]. Omar Said, her lawyer, smiled.", "Omar Said"),
    ])
    def test_definite(self, marked: str, name: str) -> None:
        assert names(marked) == [name]

    @pytest.mark.parametrize("marked, name", [
        ("An attorney for Orlov, Hugh Hill, came late. {1 “Good,”} [1 his attorney] said.", "Hugh Hill"),
        ("Dr. Ana Ruiz met Omar Said on Friday. {1 “Good,”} [1 the former doctor] said.", "Ana Ruiz"),
        ("Omar Haddad met Karl Brandt. Haddad, a doctor, was elected mayor in May. {1 “Good,”} [1 the mayor] said.",
         "Omar Haddad"),
        ("President Okoro met Russian President Igor Orlov. {1 “Good,”} [1 the president] said.", "Okoro"),
        ("President Okoro met Russian President Igor Orlov. {1 “Good,”} [1 the Russian president] said.", "Igor Orlov"),
        ("Keith Brandt was shot. Maria Brandt saw it. [1 Keith Brandt’s wife] said {1 it rained}.", "Maria Brandt"),
        ("Gov. Omar Said spoke. [1 The former mayor and governor] said {1 it rained}.", "Omar Said"),
    ])
    def test_what_somebody_is_told_in_other_words(self, marked: str, name: str) -> None:
        """A role may stand before a comma and the name, behind "was elected", in "Dr."; a relative shares the name."""
        assert names(marked)[-1] == name

    @pytest.mark.parametrize("source", [
        "a Ruiz aide", "a spokesman for Ruiz", "an official", "two officials who know Ruiz", "many voters",
        "some Ruiz supporters", "her aides", "analysts", "people close to Ruiz", "one of Ruiz’s advisers",
    ])
    def test_indefinite_is_printed_and_not_named(self, source: str) -> None:
        answer = resolved(f"Ana Ruiz and Hugh Hill spoke. [1 {source}] said {{1 it rained}}.")[0]
        assert [(speaker.named, speaker.chain) for speaker in answer.speakers] == [(False, ())]
        assert answer.speakers[0].name in source

    def test_the_unsure_names_its_candidates(self) -> None:
        answer = resolved("Hugh Hill met Omar Said, and Karl Brandt met Igor Orlov.\n\n"
                          "[1 The man] said {1 it rained}.")[0]
        assert not answer.speakers[0].named
        assert all(0 < rival.confidence < 1 and rival.chain for rival in answer.candidates)


class TestBody:
    """Organisations speak too, under short names, by their noun, and through "it"."""

    @pytest.mark.parametrize("marked, name", [
        ("The Harbor Relief Fund met. [1 The fund] said {1 it rained}.", "Harbor Relief Fund"),
        ("The International Harbor Fund met. [1 The IHF] said {1 it rained}.", "International Harbor Fund"),
        ("[1 The New York Times] reported {1 that it rained}.", "New York Times"),
        ("[1 the Ruiz campaign] said {1 it rained}.", "Ruiz campaign"),
        ("The Ruiz campaign met. [1 The campaign] said {1 it rained}.", "Ruiz campaign"),
        ("[1 The Department of Health and Safety] said {1 it rained}.", "Department of Health and Safety"),
        ("[1 A House panel] met. The House Harbor Committee said {1 it rained}.", "House Harbor Committee"),
    ])
    def test_body(self, marked: str, name: str) -> None:
        assert names(marked) == [name]

    @pytest.mark.parametrize("source, kind", [
        ("Ana Ruiz", "person"), ("The Harbor Bank", "organisation"), ("Republicans", "group"), ("many voters", "group"),
        ("a new poll", "text"), ("the report", "text"), ("a spokesman", "person"), ("the agency", "organisation"),
    ])
    def test_type(self, source: str, kind: str) -> None:
        assert speakers(f"[1 {source}] said {{1 it rained}}.")[0].type == kind

    def test_a_work_is_a_named_text(self) -> None:
        text = "The documentary “The Long Rain” came out. [1 The film] shows {1 that it rained}."
        assert [(speaker.name, speaker.type) for speaker in speakers(text)] == [("The Long Rain", "text")]

    def test_a_book_may_be_entitled_some_words_later(self) -> None:
        text = "Ruiz wrote a memoir of her years entitled The Long Rain: A Life. [1 The book] says {1 it rained}."
        assert names(text) == ["The Long Rain: A Life"]

    def test_a_name_printed_often_is_not_short_for_a_longer_one_met_later(self) -> None:
        text = "Harborly fell. Harborly rose. Harborly fell. Wilaya Harborly left. [1 Harborly] said {1 it rained}."
        assert names(text) == ["Harborly"]

    def test_a_surname_may_be_a_body_s_word(self) -> None:
        assert names("Mayor Don Guardian fell. [1 Guardian] said {1 it rained}.") == ["Don Guardian"]

    @pytest.mark.parametrize("marked", [
        "The British Foreign Office met. [1 The French foreign ministry] said {1 it rained}.",
        "Hugh Hill spoke. [1 The United Nations commissioner for rights] said {1 it rained}.",
        "Parents and a bishop, Parents [1 who] sought {1 peace}, left.",
    ])
    def test_what_belongs_to_another_country_or_body_is_not_named_after_the_last_speaker(self, marked: str) -> None:
        assert names(marked) == [None]

    def test_a_short_name_is_not_a_product_s(self) -> None:
        assert names("Harborly Unite Connect came out. [1 Harborly] said {1 it rained}.") == ["Harborly"]

    def test_a_party_is_named_but_some_of_it_is_not(self) -> None:
        assert names("[1 Democrats] said {1 it rained}. [2 Some Democrats] said {2 it snowed}.") == ["Democrats", None]


class TestNobody:
    def test_no_source_is_nobody(self) -> None:
        assert resolved("Hugh Hill came. {1 It is said that it rained}.") == (Resolved(),)

    def test_a_second_quotation_of_a_paragraph_is_the_same_speaker_s(self) -> None:
        answers = resolved("{1 “It rained,”} [1 Hugh Hill] said. {2 “It was cold.”}")
        assert [speaker.name for speaker in answers[1].speakers] == ["Hugh Hill"]

    def test_order_of_attributions_does_not_matter(self) -> None:
        article, attributions = read_marks("{1 “It rained,”} [1 Hugh Hill] said. {2 “It was cold,”} [2 he] said.")
        assert resolve(article, attributions[::-1]) == resolve(article, attributions)[::-1]


class TestOfficeOfAPlace:
    """A name behind the place or body that its office is over, as wire copy prints it."""

    @pytest.mark.parametrize("source, name, role", [
        ("The president of Norway Hroar Sandal", "Hroar Sandal", "president of Norway"),
        ("China’s ambassador to Britain Qi Luwen", "Qi Luwen", "ambassador to Britain"),
        ("Head of the European Commission Una Sandal", "Una Sandal", "Head of the European Commission"),
        ("Deputy head of the Presidential Office Zdravko Mrkic", "Zdravko Mrkic",
         "Deputy head of the Presidential Office"),
        ("The Minister of Foreign Affairs of the Republic of Serbia Zdravko Mrkic", "Zdravko Mrkic",
         "Minister of Foreign Affairs of the Republic of Serbia"),
        ("UN Secretary-General Hroar Sandal", "Hroar Sandal", "UN Secretary-General"),
        ("Spokesperson for the UN Secretary-General Hroar Sandal", "Hroar Sandal",
         "Spokesperson for the UN Secretary-General"),
        ("US Secretary of State Hroar Sandal", "Hroar Sandal", "US Secretary of State"),
    ])
    def test_the_office_is_the_role(self, source: str, name: str, role: str) -> None:
        speaker, = speakers(f"[1 {source}] said {{1 that it rained}}.")
        assert (speaker.name, speaker.role) == (name, role)

    @pytest.mark.parametrize("source, name", [
        ("VFI Chief Executive, Una Sandal,", "Una Sandal"),
        ("School Principal, Hroar Sandal,", "Hroar Sandal"),
        ("Harbor Volunteer Coordinator Una Sandal", "Una Sandal"),
    ])
    def test_a_post_before_the_name_is_no_name(self, source: str, name: str) -> None:
        assert names(f"Kai Berg, the head of the harbor, left. [1 {source}] said {{1 that it rained}}.") == [name]

    def test_a_description_alone_is_later_the_same_man(self) -> None:
        marked = "[1 The president of Norway Hroar Sandal] said {1 it rained}. {2 It was cold,} [2 the president] said."
        assert names(marked) == ["Hroar Sandal", "Hroar Sandal"]

    def test_a_body_behind_an_office_is_no_person(self) -> None:
        assert names("The Czech Republic told NATO. [1 NATO] said {1 it rained}.") == ["NATO"]


class TestWhomARoleTellsToBeAManOrAWoman:
    """A pronoun is nobody whom a title or a role calls a man or a woman otherwise."""

    @pytest.mark.parametrize("told", [
        "Hroar Sandal’s sister, Ilvi Mrkic, came.", "Hroar Sandal’s daughter, filmmaker Ilvi Mrkic, came.",
        "The sailor’s wife, Ilvi Mrkic, met Hroar Sandal.",
        "Hroar Sandal left. Ilvi Mrkic, a mother of two, stayed."])
    @pytest.mark.parametrize("pronoun, name", [("he", "Hroar Sandal"), ("she", "Ilvi Mrkic")])
    def test_he_and_she(self, told: str, pronoun: str, name: str) -> None:
        assert names(f"{told} “{{1 It rained}},” [1 {pronoun}] said.") == [name]


class TestWordsThatLookLikePronouns:
    @pytest.mark.parametrize("marked, name", [
        ("[1 The US] said {1 it rained}.", "US"),
        ("[1 The WHO] said {1 it rained}.", "WHO"),
        ("[1 A 34-year-old nurse] said {1 it rained}.", "A 34-year-old nurse"),
        ("[1 34-year-old nurse Una Sandal] said {1 it rained}.", "Una Sandal"),
        ("[1 We]’ve said {1 it rained}.", "We"),
        ("[1 Guests] laughed when [1 she] said {1 it rained}.", "Guests"),
        ("[1 Phoning] from home, [1 Una Sandal] said {1 it rained}.", "Una Sandal"),
    ])
    def test_they_are_named_as_printed(self, marked: str, name: str) -> None:
        assert [speaker.name for speaker in speakers(marked)] == [name]

    def test_us_in_a_line_of_capitals_is_nobody(self) -> None:
        assert not speakers("HILL TOLD [1 US] {1 IT RAINED}.")[0].named


LEADER = (
    "Commenting on the vote in Norland, [1 Sudrian President Igor Orlov] has said {1 that Sudria is ready to talk}.\n\n"
    "{2 “We heard what was said in the campaign,”} [2 President Orlov] said, speaking at a ceremony in the capital; "
    "Radio East reported.\n\n{3 “We know that it will be a difficult path,”} [3 he] added.\nSpeaking of the past, "
    "[4 the president] once again stressed {4 that “it is not our fault.”}\n\nEarlier today, in a message to Karl "
    "Brandt [5 the Sudrian President] expressed confidence {5 that talks help both}.\n\n[6 The Sudrian leader] noted "
    "in the message {6 that he hopes to meet}, the East Agency reported.\n\nOn top of it, [7 Orlov] has expressed "
    "confidence {7 that “talks meet the interests of both peoples.”}")


class TestOneLeaderUnderManyNames:
    """A short wire text that calls one man by name, title, country and pronoun."""

    def test_all_seven_are_his_each_with_a_chain(self) -> None:
        article, attributions = read_marks(LEADER)
        found = [answer.speakers[0] for answer in resolve(article, attributions)]
        assert [speaker.name for speaker in found] == ["Igor Orlov"] * 7
        assert [article.text[slice(*speaker.chain[-1])] for speaker in found] == ["Igor Orlov"] * 7

    @pytest.mark.parametrize("source", ["Sudrian President", "Orlov", "Igor Orlov", "The Sudrian Leader"])
    def test_a_headline_s_source_is_resolved_against_the_text(self, source: str) -> None:
        article, _ = read_marks(LEADER)
        headline, attributions = read_marks(f"{{1 Sudria Is Ready to Talk}}: [1 {source}]")
        speaker = resolve_before(article, headline.text, attributions)[0].speakers[0]
        assert (speaker.name, speaker.role) == ("Igor Orlov", "Sudrian President")
        assert headline.text[slice(*speaker.chain[0])] == source

    def test_several_at_once_in_their_order(self) -> None:
        article, _ = read_marks(LEADER)
        caption, attributions = read_marks("{3 “Yes,”} said [3 Maria Weiss]. {2 “No,”} said [2 Brandt]. {1 Rain}.")
        found = resolve_before(article, caption.text, attributions)
        assert found[0] == Resolved()
        assert [answer.speakers[0].name for answer in found[1:]] == ["Karl Brandt", "Maria Weiss"]
