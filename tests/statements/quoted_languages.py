"""Direct quotations in many languages, written for this test: text -> its one source and what it says, or nothing.

Forms: behind (quotation, then speaker), inverted (quotation, cue, speaker), before (speaker and cue, then quotation),
name (Name: quotation), dialogue (a paragraph that a dash opens), quiet (marks that are no speech; nothing is found).
"""

from __future__ import annotations

from typing import NamedTuple

from dateline.model import Article
from dateline.statements import find_statements


class Case(NamedTuple):
    form: str
    text: str
    source: str = ""
    said: str = ""


CASES: dict[str, list[Case]] = {
    "German": [
        Case("inverted", "„Die Brücke bleibt bis zum Herbst gesperrt“, sagte Bürgermeisterin Karin Holt am Montag.",
             "Bürgermeisterin Karin Holt", "„Die Brücke bleibt bis zum Herbst gesperrt“"),
        Case("inverted", "„Die Proben sind sauber“, sagte Prof. Dr. Ute Brand, vom Labor. Mehr wisse man nicht.",
             "Prof. Dr. Ute Brand", "„Die Proben sind sauber“"),
        Case("before", "Verkehrsminister Jens Ohl erklärte: „Wir haben dafür kein Geld mehr.“",
             "Verkehrsminister Jens Ohl", "„Wir haben dafür kein Geld mehr.“"),
        Case("inverted", "»Das war ein Fehler, den wir bereuen«, betonte sie vor dem Ausschuss.", "sie",
             "»Das war ein Fehler, den wir bereuen«"),
        Case("name", "Petra Lenz: „Ich habe davon erst aus der Zeitung erfahren.“", "Petra Lenz",
             "„Ich habe davon erst aus der Zeitung erfahren.“"),
        Case("quiet", "Der Film „Der lange Weg“ läuft ab Donnerstag im Kino."),
    ],
    "French": [
        Case("inverted", "« Le pont restera fermé jusqu'à l'automne », a déclaré la maire Claire Aubin lundi.",
             "la maire Claire Aubin", "« Le pont restera fermé jusqu'à l'automne »"),
        Case("before", "Le ministre Paul Varin a affirmé : « Nous n'avons plus d'argent pour cela. »",
             "Le ministre Paul Varin", "« Nous n'avons plus d'argent pour cela. »"),
        Case("inverted", "« C'était une erreur que nous regrettons », a-t-il ajouté devant la commission.", "il",
             "« C'était une erreur que nous regrettons »"),
        Case("name", "Anne Petit : « Je l'ai appris par le journal ce matin. »", "Anne Petit",
             "« Je l'ai appris par le journal ce matin. »"),
        Case("quiet", "Le film « La longue route » sort jeudi."),
    ],
    "Spanish": [
        Case("inverted", "“El puente seguirá cerrado hasta el otoño”, dijo la alcaldesa Marta Ríos el lunes.",
             "la alcaldesa Marta Ríos", "“El puente seguirá cerrado hasta el otoño”"),
        Case("before", "El ministro Luis Vera afirmó: “Ya no tenemos dinero para eso”.", "El ministro Luis Vera",
             "“Ya no tenemos dinero para eso”"),
        Case("dialogue", "—No pensamos vender la casa —dijo Elena Mora.", "Elena Mora", "No pensamos vender la casa"),
        Case("name", "Pedro Salas: “Me enteré por el periódico de esta mañana”.", "Pedro Salas",
             "“Me enteré por el periódico de esta mañana”"),
        Case("quiet", "La película “El largo camino” se estrena el jueves."),
    ],
    "Italian": [
        Case("inverted", "«Il ponte resterà chiuso fino all'autunno», ha detto la sindaca Carla Neri lunedì.",
             "la sindaca Carla Neri", "«Il ponte resterà chiuso fino all'autunno»"),
        Case("before", "Il ministro Paolo Verdi ha dichiarato: «Non abbiamo più soldi per questo».",
             "Il ministro Paolo Verdi", "«Non abbiamo più soldi per questo»"),
        Case("inverted", "“È stato un errore che rimpiangiamo”, ha aggiunto Neri.", "Neri",
             "“È stato un errore che rimpiangiamo”"),
        Case("name", "Luca Bianchi: «L'ho saputo dal giornale di stamattina».", "Luca Bianchi",
             "«L'ho saputo dal giornale di stamattina»"),
        Case("quiet", "Il film «La lunga strada» esce giovedì."),
    ],
    "Dutch": [
        Case("inverted", "“De brug blijft dicht tot in de herfst”, zei burgemeester Karin Smit maandag.",
             "burgemeester Karin Smit", "“De brug blijft dicht tot in de herfst”"),
        Case("before", "Minister Jan de Boer verklaarde: “Wij hebben daar geen geld meer voor.”",
             "Minister Jan de Boer", "“Wij hebben daar geen geld meer voor.”"),
        Case("inverted", "‘Dat was een fout waar we spijt van hebben’, voegde hij eraan toe.", "hij",
             "‘Dat was een fout waar we spijt van hebben’"),
        Case("name", "Els Bakker: “Ik heb het vanochtend uit de krant vernomen.”", "Els Bakker",
             "“Ik heb het vanochtend uit de krant vernomen.”"),
        Case("quiet", "De film “De lange weg” draait vanaf donderdag."),
    ],
    "Portuguese": [
        Case("inverted", "“A ponte continuará fechada até o outono”, disse a prefeita Marta Lima na segunda-feira.",
             "a prefeita Marta Lima", "“A ponte continuará fechada até o outono”"),
        Case("before", "O ministro Paulo Reis afirmou: “Já não temos dinheiro para isso”.", "O ministro Paulo Reis",
             "“Já não temos dinheiro para isso”"),
        Case("dialogue", "— Não vamos vender a casa — disse Elena Dias.", "Elena Dias", "Não vamos vender a casa"),
        Case("name", "Rui Costa: “Soube pelo jornal de hoje de manhã”.", "Rui Costa",
             "“Soube pelo jornal de hoje de manhã”"),
        Case("quiet", "O filme “A longa estrada” estreia na quinta-feira."),
    ],
    "Russian": [
        Case("dialogue", "— Мост останется закрытым до осени, — сказала мэр Анна Белова.", "мэр Анна Белова",
             "Мост останется закрытым до осени"),
        Case("inverted", "«Мост останется закрытым до осени», — заявила мэр Анна Белова в понедельник.",
             "мэр Анна Белова", "«Мост останется закрытым до осени»"),
        Case("before", "Министр Павел Орлов заявил: «У нас больше нет на это денег».", "Министр Павел Орлов",
             "«У нас больше нет на это денег»"),
        Case("name", "Олег Титов: «Я узнал об этом из утренней газеты».", "Олег Титов",
             "«Я узнал об этом из утренней газеты»"),
        Case("quiet", "Фильм «Долгая дорога» выходит в четверг."),
    ],
    "Ukrainian": [
        Case("inverted", "«Міст залишиться закритим до осені», — сказала мер Ганна Бондар у понеділок.",
             "мер Ганна Бондар", "«Міст залишиться закритим до осені»"),
        Case("before", "Міністр Павло Гай заявив: «У нас більше немає на це грошей».", "Міністр Павло Гай",
             "«У нас більше немає на це грошей»"),
        Case("name", "Олег Тихий: «Я дізнався про це з ранкової газети».", "Олег Тихий",
             "«Я дізнався про це з ранкової газети»"),
        Case("quiet", "Фільм «Довга дорога» виходить у четвер."),
    ],
    "Arabic": [
        Case("before", "قال الوزير سامي الحداد: «لم يعد لدينا مال لهذا المشروع».", "الوزير سامي الحداد",
             "«لم يعد لدينا مال لهذا المشروع»"),
        Case("before", "وأضافت رئيسة البلدية: \"سيبقى الجسر مغلقا حتى الخريف\".", "رئيسة البلدية",
             "\"سيبقى الجسر مغلقا حتى الخريف\""),
        Case("quiet", "يعرض فيلم «الطريق الطويل» يوم الخميس."),
    ],
    "Polish": [
        Case("inverted", "„Most pozostanie zamknięty do jesieni”, powiedziała burmistrz Anna Nowak w poniedziałek.",
             "burmistrz Anna Nowak", "„Most pozostanie zamknięty do jesieni”"),
        Case("inverted", "„Most pozostanie zamknięty do jesieni” – powiedział minister Jan Kos.", "minister Jan Kos",
             "„Most pozostanie zamknięty do jesieni”"),
        Case("before", "Minister Paweł Wrona oświadczył: „Nie mamy już na to pieniędzy”.", "Minister Paweł Wrona",
             "„Nie mamy już na to pieniędzy”"),
        Case("dialogue", "– Nie sprzedamy tego domu – powiedziała Ewa Lis.", "Ewa Lis", "Nie sprzedamy tego domu"),
        Case("name", "Olga Zając: „Dowiedziałam się z porannej gazety”.", "Olga Zając",
             "„Dowiedziałam się z porannej gazety”"),
        Case("quiet", "Film „Długa droga” wchodzi na ekrany w czwartek."),
    ],
    "Swedish": [
        Case("inverted", "”Bron förblir stängd till hösten”, sade borgmästaren Karin Holm i måndags.",
             "borgmästaren Karin Holm", "”Bron förblir stängd till hösten”"),
        Case("before", "Ministern Per Ek förklarade: ”Vi har inga pengar kvar till det.”", "Ministern Per Ek",
             "”Vi har inga pengar kvar till det.”"),
        Case("dialogue", "– Vi tänker inte sälja huset, säger Eva Lind.", "Eva Lind", "Vi tänker inte sälja huset"),
        Case("name", "Olle Berg: ”Jag fick veta det av morgontidningen.”", "Olle Berg",
             "”Jag fick veta det av morgontidningen.”"),
        Case("quiet", "Filmen ”Den långa vägen” har premiär på torsdag."),
    ],
    "Turkish": [
        Case("behind", "“Köprü sonbahara kadar kapalı kalacak”, Belediye Başkanı Ayşe Kaya dedi.",
             "Belediye Başkanı Ayşe Kaya", "“Köprü sonbahara kadar kapalı kalacak”"),
        Case("before", "Bakan Ali Demir açıkladı: “Bunun için artık paramız yok.”", "Bakan Ali Demir",
             "“Bunun için artık paramız yok.”"),
        Case("name", "Elif Şahin: “Bunu sabah gazetesinden öğrendim.”", "Elif Şahin",
             "“Bunu sabah gazetesinden öğrendim.”"),
        Case("quiet", "“Uzun Yol” filmi perşembe günü gösterime giriyor."),
    ],
    "Greek": [
        Case("inverted", "«Η γέφυρα θα μείνει κλειστή ως το φθινόπωρο», είπε η δήμαρχος Άννα Βέργου τη Δευτέρα.",
             "η δήμαρχος Άννα Βέργου", "«Η γέφυρα θα μείνει κλειστή ως το φθινόπωρο»"),
        Case("before", "Ο υπουργός Πέτρος Λάμπρου δήλωσε: «Δεν έχουμε πια χρήματα γι' αυτό».",
             "Ο υπουργός Πέτρος Λάμπρου", "«Δεν έχουμε πια χρήματα γι' αυτό»"),
        Case("name", "Νίκος Ράπτης: «Το έμαθα από την πρωινή εφημερίδα».", "Νίκος Ράπτης",
             "«Το έμαθα από την πρωινή εφημερίδα»"),
        Case("quiet", "Η ταινία «Ο μακρύς δρόμος» βγαίνει την Πέμπτη."),
    ],
    "Czech": [
        Case("inverted", "„Most zůstane zavřený až do podzimu,“ řekla starostka Jana Nová v pondělí.",
             "starostka Jana Nová", "„Most zůstane zavřený až do podzimu,“"),
        Case("before", "Ministr Pavel Vrána prohlásil: „Na to už nemáme peníze.“", "Ministr Pavel Vrána",
             "„Na to už nemáme peníze.“"),
        Case("name", "Olga Malá: „Dozvěděla jsem se to z ranních novin.“", "Olga Malá",
             "„Dozvěděla jsem se to z ranních novin.“"),
        Case("quiet", "Film „Dlouhá cesta“ jde do kin ve čtvrtek."),
    ],
    "Romanian": [
        Case("inverted", "„Podul va rămâne închis până la toamnă”, a declarat primărița Ana Popa luni.",
             "primărița Ana Popa", "„Podul va rămâne închis până la toamnă”"),
        Case("before", "Ministrul Radu Ionescu a afirmat: „Nu mai avem bani pentru asta”.", "Ministrul Radu Ionescu",
             "„Nu mai avem bani pentru asta”"),
        Case("name", "Ioana Rusu: „Am aflat din ziarul de dimineață”.", "Ioana Rusu",
             "„Am aflat din ziarul de dimineață”"),
        Case("quiet", "Filmul „Drumul cel lung” are premiera joi."),
    ],
    "Chinese": [
        Case("before", "市长王丽说：“这座桥将关闭到秋天。”", "市长王丽", "“这座桥将关闭到秋天。”"),
        Case("inverted", "“这座桥将关闭到秋天，”市长王丽说。", "市长王丽", "“这座桥将关闭到秋天，”"),
        Case("quiet", "电影《漫长的路》星期四上映。"),
    ],
    "Japanese": [
        Case("behind", "「橋は秋まで閉鎖されます」と田中市長は述べた。", "田中市長", "「橋は秋まで閉鎖されます」"),
        Case("before", "田中市長は「橋は秋まで閉鎖されます」と述べた。", "田中市長", "「橋は秋まで閉鎖されます」"),
        Case("quiet", "映画『長い道』は木曜日に公開される。"),
    ],
    "Hindi": [
        Case("before", "मेयर सीता वर्मा ने कहा: “पुल शरद ऋतु तक बंद रहेगा।”", "मेयर सीता वर्मा", "“पुल शरद ऋतु तक बंद रहेगा।”"),
        Case("quiet", "फ़िल्म “लंबी राह” गुरुवार को आएगी।"),
    ],
}
CODES = {"German": "de", "French": "fr", "Spanish": "es", "Italian": "it", "Dutch": "nl", "Portuguese": "pt",
         "Russian": "ru", "Ukrainian": "uk", "Arabic": "ar", "Polish": "pl", "Swedish": "sv", "Turkish": "tr",
         "Greek": "el", "Czech": "cs", "Romanian": "ro", "Chinese": "zh", "Japanese": "ja", "Hindi": "hi"}


def works(language: str, case: Case) -> bool:
    """Whether just the case's statement is found, with its source, full stops and marks apart."""
    found = find_statements(Article(id="a", text=case.text, language=CODES[language]))
    got = [tuple(_bare(" ".join(case.text[s:e] for s, e in spans)) for spans in (one.source, one.content))
           for one in found]
    return got == ([(_bare(case.source), _bare(case.said))] if case.said else [])


def _bare(words: str) -> str:
    return words.strip(" .«»„“”‘’\"'").lower()


FORMS = {"inverted": "“…”, said X", "behind": "“…”, X said", "before": "X said: “…”", "name": "X: “…”",
         "dialogue": "— …, said X", "quiet": "titles left alone"}


def table() -> str:
    """Return the table of docs/languages.md: of each form, whether it works; blank where no case was written."""
    lines = ["| language | " + " | ".join(FORMS.values()) + " |", "| --- |" + " --- |" * len(FORMS)]
    for language, cases in sorted(CASES.items()):
        cells = []
        for form in FORMS:
            told = [works(language, case) for case in cases if case.form == form]
            cells.append(" " if not told else "yes" if all(told) else "no")
        lines.append(f"| {language} ({CODES[language]}) | " + " | ".join(cells) + " |")
    return "\n".join(lines)
