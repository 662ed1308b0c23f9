"""Whether a statement was made, was not, would be, or is only said to have been."""

from __future__ import annotations

import pytest

from dateline.model import Article
from dateline.statements import find_statements

ASSERTED = """
The minister said that taxes would fall next year.
Ana Ruiz told reporters that she was not interested in the job.
The company announced that it could close two plants.
“I never said that,” the mayor said.
The judge wrote that the law might be unfair.
The senator argued that nobody should pay twice.
According to the report, the bridge may not last another winter.
The union warned that it would not accept the offer.
The governor also noted that the roads had not been repaired.
Ana Ruiz has repeatedly said that the figures are wrong.
The spokesman denied that the plant had leaked oil.
She added that if it rains, the match will be moved.
“We would love to come back,” the coach said.
The president said he would like to see an agreement.
The bank predicted that prices would rise.
Not only did it rain, the farmer said, but it rained for weeks.
Ana Ruiz would later say that she regretted the vote.
“Nobody told me anything,” the clerk said.
The minister did say that taxes would fall.
""".strip().splitlines()

NEGATED = """
The minister did not say whether taxes would fall.
Ana Ruiz has not said when she will leave.
The company refused to say how many people would lose their jobs.
The mayor declined to say who had paid for the trip.
The governor never said that the roads were safe.
The union didn't say that it would strike.
The judge did not explain why the case was closed.
The police would not say how the man had died.
No one said that the water was safe to drink.
Nobody said the plan was cheap.
The ministry has never confirmed that the talks took place.
The bank wouldn't say how much it had lost.
The spokesman could not say when the road would open.
The agency failed to say why the tests were stopped.
She stopped short of saying that the vote was rigged.
Ana Ruiz neither confirmed nor denied that she would run.
At no point did the company say that the water was safe.
The board has yet to say who will lead the bank.
Neither candidate said that the tax would rise.
""".strip().splitlines()

HYPOTHETICAL = """
The minister would say that taxes are too high.
If the mayor says that the bridge is safe, people will use it.
The company could announce that it is leaving.
The president is expected to announce that the troops will stay.
The senator might argue that the law is old.
The union will announce that it is going on strike.
Critics may say that the plan costs too much.
Unless the governor says that the roads are closed, the buses will run.
The bank is likely to say that rates will rise.
The judge should have said that the case was closed.
The governor is set to announce that she will not run again.
Did the mayor say that the bridge was safe?
The king must say that he agrees.
The minister is due to announce that the tax will end.
Whether the company says it will pay or not, the workers will leave.
Had the mayor said that the bridge was closed, nobody would have crossed it.
The president may yet announce that the troops will leave.
Suppose the bank says that rates will rise.
He could have said that he was sorry.
""".strip().splitlines()

HEDGED = """
The minister reportedly said that taxes would fall.
The mayor allegedly told friends that he would resign.
The company has apparently said that it is leaving.
The senator is reported to have said that the law is dead.
The king is said to have told aides that he was tired.
The president reportedly told aides that the talks had failed.
The governor supposedly promised that nobody would be fired.
The coach is believed to have said that he would leave.
The judge purportedly wrote that the law was unfair.
The bank seems to have said that it will pay.
The chairman was rumored to have said that the club was for sale.
The general is understood to have warned that the city would fall.
The singer allegedly said that she was robbed.
The owner apparently told the tenants that the house was sold.
The envoy seemingly suggested that the deal was off.
The mayor is alleged to have said that the votes were bought.
According to rumors, the coach said that he would quit.
The minister seems to have told friends that she is tired.
The general supposedly said that the war was lost.
The singer was said to have told fans that the tour was off.
""".strip().splitlines()

CASES = [(modality, sentence) for modality, sentences in (
    ("asserted", ASSERTED), ("negated", NEGATED), ("hypothetical", HYPOTHETICAL), ("hedged", HEDGED))
    for sentence in sentences]


class TestModality:
    """Of the statement that a sentence makes; what its content says of itself does not matter."""

    @pytest.mark.usefixtures("spans_by_rules")
    @pytest.mark.parametrize("modality, sentence", CASES)
    def test_of_a_sentence(self, modality: str, sentence: str) -> None:
        statements = find_statements(Article(id="a", text=sentence, language="en"))
        assert [statement.modality for statement in statements][:1] == [modality]

    @pytest.mark.parametrize("modality", ["asserted", "negated", "hypothetical", "hedged"])
    def test_of_what_the_model_finds(self, modality: str) -> None:
        """The model may miss a sentence, one in fifteen at most; of what it finds the modality is right."""
        sentences = [sentence for wanted, sentence in CASES if wanted == modality]
        found = [(sentence, statements[0].modality) for sentence in sentences
                 if (statements := find_statements(Article(id="a", text=sentence, language="en")))]
        assert [one for one in found if one[1] != modality] == []
        assert len(found) >= len(sentences) * 14 // 15
