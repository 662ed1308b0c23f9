"""Scare quotes, titles, names and slogans in quotation marks are not speech."""

from __future__ import annotations

import pytest

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
The “sharing” economy has made a few people very rich.
A mural reading “Love Thy Neighbor” covers the wall of the old mill.
The ship was rechristened “Hope” in 1962.
Her memoir, “Nothing Left to Burn,” comes out in March.
The army's “surgical strikes” flattened two villages.
They sell a sandwich called the “Widowmaker” at the counter.
The museum's new wing, “The House of Salt,” cost forty million dollars.
Under the “three strikes” law he faces life in prison.
He signs his paintings “Marek of the Hills” in blue ink.
A banner with “Welcome Home, Heroes!” hung over Main Street.
The term “fake news” was hardly used ten years ago.
Her column, “Letters From the Coast,” ran for thirty years.
The “grassroots” campaign was paid for by two oil companies.
The hashtag “#FreeTheRiver” spread within hours.
The play “Three Days of Rain on the Roof” closes on Sunday.
The T-shirt, printed with “I Survived the Flood of ’09,” costs $12.
The senator's so-called “listening tour” skipped most towns.
The “Stop the Bridge” committee meets on Tuesdays.
The chapter “How We Lost the Coast” runs to ninety pages.
The old fort is known locally as “the Teapot” for its shape.
Both parties ran on the slogan “Jobs, Jobs, Jobs” in the spring.
A “For Sale by Owner” sign has stood in the yard since June.
The bank's "customer service" line is open two hours a day.
The magazine put him on its "40 Under 40" list.
The verb "to google" entered the dictionary in 2006.
In the game "Castle of Ashes" the player never dies.
The agency runs the "Safe Streets, Safe Schools" program in nine cities.
A folder marked "Do Not Open Before 2030" lay in the safe.
The "peace process" has left hundreds dead.
The pamphlet "What Every Voter Should Know" went out in May.
Several "witnesses" turned out to be paid actors.
The album "Live at the Grain Exchange" sold badly.
The ‘blue wall’ of northern states has cracked before.
The ‘Save Our Library’ petition has nine thousand names.
The ‘temporary’ tax is now forty years old.
His boat, the ‘Second Wind’, is moored below the bridge.
The password was “swordfish” for eleven years.
The “missing link” in the evidence turned up in a drawer.
The ballot measure, “Water for Tomorrow,” passed by two points.
She won the “Teacher of the Year” award twice.
The “golden hour” after a stroke decides who walks again.
A neon “Open” sign flickered above the diner.
The committee's report, “A Nation Adrift,” weighs two pounds.
Fishermen call the channel “Widow's Alley” because of its currents.
He keeps a mug that bears “World's Okayest Dad” on his desk.
The word “bipartisan” appears nine times in the plan.
The sitcom "Two Rooms" was canceled after one season.
The operation went by the code name "Silver Thaw" for two years.
The so-called "death tax" touches one estate in five hundred.
A group named "Mothers for Clean Air" sued the plant.
The Navy's newest ship, christened "Endeavour," sails on Friday.
The ‘bomb cyclone’ closed the airport for two days.
His autobiography, ‘A Life in Mud’, sold nine copies.
The “Texas miracle” was built on oil.
The chant “Four more years” rolled through the hall.
Reporters jokingly refer to the hallway as “the gauntlet” these days.
The town's motto, “Onward and Upward,” is painted on the water tower.
The “Send” button did not work.
It was billed as the “Fight of the Century” by promoters.
The dish, listed as “Grandma's Revenge,” comes with three peppers.
The essay “On Being Late” won a prize.
The center-left “Together” coalition lost nine seats.
The category “other” grew fastest.
The file was saved as “final_final_2” on his laptop.
The “apolitical” judge gave money to both parties.
""".strip().splitlines()


SPEECH = """
The mayor called the plan “a disgrace.”
He dubbed his rival “the little senator.”
Ana Ruiz said the so-called “deal” was dead.
Critics call her a “con artist.”
“Bread and Roses,” the marchers shouted.
Ana Ruiz: “Nobody Is Safe.”
She described the vote as “rigged.”
""".strip().splitlines()


@pytest.mark.parametrize("sentence", SPEECH)
def test_few_words_that_are_said_are_kept(sentence: str) -> None:
    assert any(s.kind != "indirect" for s in find_statements(Article(id="a", text=sentence, language="en")))


def test_under_five_in_a_hundred_are_reported() -> None:
    reported = [sentence for sentence in SENTENCES
                if any(s.kind != "indirect" for s in find_statements(Article(id="a", text=sentence, language="en")))]
    assert len(SENTENCES) >= 100
    assert len(reported) < len(SENTENCES) * 0.05, reported
