"""Scare quotes, titles, names and slogans in quotation marks are not speech."""

from __future__ import annotations

from dateline.model import Article
from dateline.statements import find_statements

SENTENCES = """
The so-called “smart” bomb missed its target by a mile.
He drove an old car known as “the beast” across the desert.
The film “Gone Before Midnight” opens on Friday.
Her first novel, “The Long Way Home,” sold a million copies.
The “free” lunch cost him twenty dollars.
Marchers carried placards with the words “Bread and Roses” through the rain.
The town calls itself the “Gateway to the West” on every road sign.
A ship named “Star of the Sea” sank in the bay.
The band played “Take Me to the River” at the end of the night.
The word “literally” has lost its meaning.
His “apology” ran to a single line.
The team is nicknamed the “Iron Eleven” by its fans.
The “war room” is a windowless office on the third floor.
A “No Trespassing” sign hung on the fence.
The program, dubbed “Operation Clean Street,” began in May.
The painting “Woman with a Fan” was sold for two million dollars.
They met at a bar called “The Rusty Nail” near the port.
The so-called "deep web" is larger than most people imagine.
The "experts" got it wrong again.
Voters in the "rust belt" have heard it before.
Her hat bore the slogan "Make Bread Great Again" in red letters.
The song "Hey Jude" lasts seven minutes.
The magazine's "Person of the Year" issue is out.
The "new normal" looks much like the old one.
The show "Morning Coffee" returns in the fall.
An "all you can eat" buffet opened downtown.
The law's "safe harbor" clause expires in June.
The "cloud" is just somebody else's computer.
The company's "open door" policy lasted a week.
Its "zero tolerance" rule has many exceptions.
The ‘smart’ meter broke twice in a month.
The ‘Iron Lady’ was born in Grantham.
A second-hand copy of ‘War and Peace’ costs two pounds.
The ‘special relationship’ is older than either man.
The ‘Big Four’ banks closed forty branches.
The festival's theme is ‘Water and Light’ this year.
The yacht ‘Blue Moon’ won the race.
The ‘green’ jobs never came.
The course “Introduction to Logic” is full.
The exhibition “Faces of the North” runs until March.
The bill, the “Clean Water for All Act,” has forty sponsors.
The store sells “organic” water at three times the price.
A rally under the banner “Hands Off Our Schools” drew five hundred people.
The “bridge to nowhere” was never built.
Players wore shirts with “Respect” across the chest.
Her “office” was a table at a coffee shop.
The “tax relief” raised most families' bills.
The podcast “Cold Trail” won two awards.
The “yes” camp leads by six points.
The “no” vote won by a hair.
The speech, titled “A City Upon a Hill,” is taught in schools.
The “Occupy” movement began in a park.
The “Dream Team” won by forty points.
The documentary “Ice and Salt” took ten years to make.
The “nuclear option” would end the filibuster.
The “gig economy” employs a third of the city's drivers.
The operation, code-named “Desert Fox,” lasted four days.
His tattoo reads nothing but “Mother” in Gothic script.
The “breakthrough” was three years old.
The opera “The Salt Garden” returns to the stage tonight.
The label “Made in Italy” covers a lot of ground.
The “bad guys” wear black in every one of his films.
The “Lucky Seven” ticket paid out twice.
The crossword clue “large cat” has four letters.
The “fiscal cliff” was averted at midnight.
""".strip().splitlines()


def test_under_five_in_a_hundred_are_reported() -> None:
    reported = [sentence for sentence in SENTENCES
                if any(s.kind != "indirect" for s in find_statements(Article(id="a", text=sentence, language="en")))]
    assert len(SENTENCES) >= 60
    assert len(reported) < len(SENTENCES) * 0.05, reported
