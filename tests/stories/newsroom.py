"""Articles of a made-up region, as several outlets print them: two events, a wire text, and templates."""

from __future__ import annotations

from random import Random

from dateline.model import Signature
from dateline.stories import signature

FERRY_WIRE = """PORT HARROW, March 3 (Coast Press) - A fire broke out in the engine room of the ferry Saint Brannoc on \
Tuesday, forcing 212 passengers to abandon the ship two miles off Port Harrow.

Captain Mairead Tolland ordered everybody into the boats at 6:40 a.m. after a second pump failed, the Coast Guard \
said. Three crew members were treated for smoke inhalation at Harrow General Hospital.

"We had eleven minutes between the first alarm and the last boat, and not one passenger was left behind," Tolland said.

The Saint Brannoc, built in 1987, had passed an inspection in January. The operator, Brannoc Lines, suspended all \
crossings to the Outer Skerries until Thursday. Investigators from the Marine Safety Board were to board the ship once \
the hull had cooled, spokesman Idris Vaughan said."""

FERRY_TIMES = """Passengers of the ferry Saint Brannoc stood wrapped in blankets on the quay of Port Harrow on Tuesday \
morning, an hour after flames in the engine room drove them into the lifeboats.

All 212 people aboard survived. "Not one passenger was left behind," said the captain, Mairead Tolland, who has \
sailed the route to the Outer Skerries for nineteen years.

Brannoc Lines said that it was too early to tell what had caused the fire. The ferry is the older of its two ships, \
and the islanders have long asked for a new one. Idris Vaughan of the Marine Safety Board promised a first report \
within a week. Three sailors who had breathed smoke were taken to Harrow General."""

FERRY_ISLANDER = """No boat to the Skerries before Thursday: Brannoc Lines has stopped its crossings after the fire on \
the Saint Brannoc, and the shops of Skerry Sound are already running short of milk.

The ferry burned off Port Harrow on Tuesday with 212 passengers aboard, who all reached land. Captain Mairead Tolland \
was praised by those she brought home. The Marine Safety Board is examining the engine room, and the operator says \
that its second ship can sail as soon as a crew is found."""

BUDGET_HERALD = """LINDALE - The city council passed a budget of 84 million crowns on Wednesday night that closes two \
swimming pools and raises the dog tax, after a debate of seven hours.

Mayor Oswin Pell called it the hardest evening of his term. "Nobody came into politics to drain a pool," he said. The \
opposition, led by Greta Lund, voted against every chapter and announced a referendum."""

BUDGET_POST = """Two of the four swimming pools of Lindale will close in autumn. The council voted by 21 to 18 for the \
budget of Mayor Oswin Pell, which also raises the dog tax by a third.

Greta Lund of the opposition said that her party would collect signatures for a referendum. The 84 million crowns are \
three less than last year, since the paper mill no longer pays trade tax."""


def article(id: str, text: str, title: str, published: str | None, outlet: str | None = None) -> Signature:
    return signature(id=id, text=text, title=title, published=published, outlet=outlet)


def ferry() -> list[Signature]:
    """Three outlets' articles about one fire, the wire's first."""
    return [
        article("wire", FERRY_WIRE, "Ferry fire off Port Harrow, 212 saved", "2026-03-03T08:10:00", "Coast Press"),
        article("times", FERRY_TIMES, "All 212 saved as the Brannoc burns", "2026-03-03T11:30:00", "Harrow Times"),
        article("islander", FERRY_ISLANDER, "Skerries cut off after the ferry fire", "2026-03-04", "The Islander"),
    ]


def budget() -> list[Signature]:
    """Two outlets' articles about one vote of a council."""
    return [
        article("herald", BUDGET_HERALD, "Lindale council closes two pools", "2026-03-04T23:50:00", "Lindale Herald"),
        article("post", BUDGET_POST, "Lindale to close swimming pools", "2026-03-05T06:00:00", "Lindale Post"),
    ]


def market_report(day: int) -> Signature:
    """The report that a paper prints each evening with that day's numbers."""
    random = Random(day)
    level, change, volume = random.randrange(9000, 12000), random.randrange(10, 99), random.randrange(100, 999)
    winners = random.sample(["Ostra Steel", "Vell Energy", "Banca Corvo", "Hollin Foods", "Parr Motors", "Juno Air"], 3)
    text = (
        f"Shares on the Harrow exchange closed {random.choice(('higher', 'lower'))} today. The Harrow 30 index moved "
        f"{change} points to {level}. Among the winners were {winners[0]}, which gained {random.randrange(11, 99)} "
        f"cents, and {winners[1]}. {winners[2]} lost 2.{random.randrange(10, 99)} percent. Turnover came to {volume} "
        f"million crowns. Analysts said that investors were waiting for the central bank. The crown traded at "
        f"1.{random.randrange(1000, 1999)} to the dollar, and ten-year bonds yielded 3.{random.randrange(10, 99)} "
        "percent. Trading continues tomorrow at nine."
    )
    published = f"2026-03-{day:02}T18:00:00"
    return article(f"market-{day:02}", text, f"Harrow shares on March {day}", published, "Harrow Times")


def horoscope(day: int) -> Signature:
    """The horoscope of a day: other words under the same title."""
    random = Random(day)
    advice = ["rest", "write a letter", "trust a friend", "wait", "sell the boat", "call home", "plant beans", "sing",
              "avoid stairs", "eat early", "ask twice", "leave the city", "paint a door", "read slowly"]
    signs = ("Aries", "Taurus", "Gemini", "Cancer", "Leo", "Virgo", "Libra", "Scorpio", "Pisces")
    text = " ".join(f"{sign}: {random.choice(advice)}, then {random.choice(advice)}, but never {random.choice(advice)}."
                    for sign in signs)
    return article(f"stars-{day:02}", text, f"Your stars for March {day}", f"2026-03-{day:02}T05:00:00", "Harrow Times")


def weather(day: int) -> Signature:
    """The forecast of a day: the same places and phrases, other skies and degrees."""
    random = Random(day)
    sky = ["showers", "sleet", "long dry spells", "fog until noon", "a weak sun", "thunder towards evening", "hail"]
    places = ("Port Harrow", "Skerry Sound", "Lindale", "the Vell valley", "the Outer Skerries")
    low, high = random.randrange(10, 15), random.randrange(16, 24)
    text = f"A low over the Harrow Sea brings {random.choice(sky)} and then {random.choice(sky)} to the region. "
    text += " ".join(f"In {one} expect {random.choice(sky)}, with {random.randrange(low, high)} degrees and "
                     f"{random.randrange(10, 95)} litres of rain." for one in places)
    text += (f" The night sinks to {low} degrees, the wind blows with {random.randrange(20, 80)} kilometres an hour "
             f"from the {random.choice(('west', 'north', 'south'))}. Sailors should heed the "
             f"warnings of the coast guard. Outlook: {random.choice(sky)}, then {random.choice(sky)}.")
    return article(f"weather-{day:02}", text, f"Weather: {random.choice(sky).capitalize()} in the Harrow region",
                   f"2026-03-{day:02}T06:00:00", "Harrow Times")


def match_report(day: int) -> Signature:
    """The report of a match of one club, each time against another: the same phrases, players and ground."""
    random = Random(day)
    clubs = ["Lindale Rovers", "Ostra United", "Vell Athletic", "Corvo City", "Hollin Town", "Parr Albion",
             "Juno Wanderers", "Dunmore", "Skerry Sound", "Tolland Park", "Marle", "Esk Rangers", "Quay Street", "Brae"]
    players = random.sample(["Nils Aker", "Tom Brandt", "Ivo Castle", "Dan Drury", "Sol Ennis", "Rafe Fenn"], 4)
    club, minute = clubs[day % len(clubs)], sorted(random.sample(range(10, 90), 3))
    text = (
        f"Harrow Athletic {random.choice(('beat', 'lost to', 'drew with'))} {club} on "
        f"{random.choice(('Saturday', 'Sunday'))} in front of {random.randrange(1000, 9999)} spectators at "
        f"the Quay Ground. {players[0]} scored in the {minute[0]}th minute after a corner by {players[1]}, "
        f"before {club} levelled in the {minute[1]}th. "
        f"{players[2]} missed a penalty. In the {minute[2]}th minute the referee sent off {players[3]} for a second "
        f"yellow card. \"We take it from match to match,\" coach Hagen Rask said. Harrow Athletic now have "
        f"{random.randrange(10, 60)} points and stand {random.choice(('third', 'fifth', 'ninth'))} in the league. "
        f"Their next match is away on Wednesday.")
    published = f"2026-03-{day:02}T21:00:00"
    return article(f"match-{day:02}", text, f"Harrow Athletic against {club}", published, "Harrow Times")
