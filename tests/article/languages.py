"""One page each in twenty-three languages: the harbour of Lindholm closes, as its papers would report it."""

from __future__ import annotations

from typing import NamedTuple


class Report(NamedTuple):
    """A page's words. byline and date: as printed; name and day: what they say."""

    language: str
    headline: str
    byline: str
    name: str
    date: str
    day: str
    body: tuple[str, ...]
    around: tuple[str, ...]  # menu, heading of the list of other stories, one of these, footer
    right_to_left: bool = False


REPORTS = (
    Report("en", "Harbour basin to close for two years", "By Mira Olsen", "Mira Olsen", "March 4, 2024", "2024-03-04", (
        "The harbour of Lindholm will close its eastern basin for two years from Monday, the port said.",
        "“We cannot keep patching walls from 1911,” said the harbour master, who has asked for the money since 2015.",
        "Fishing boats are to berth in the western basin, where fifty places are being cleared for them this week.",
    ), ("News", "Most read", "Ferry late again as crews wait for the tide", "All rights reserved")),
    Report("de", "Hafenbecken wird für zwei Jahre geschlossen", "Von Jürgen Weiß", "Jürgen Weiß", "4. März 2024",
           "2024-03-04", (
        "Das östliche Becken des Hafens von Lindholm wird ab Montag zwei Jahre geschlossen, teilte die Behörde mit.",
        "„Wir können Mauern von 1911 nicht ewig flicken“, sagte die Hafenmeisterin, die seit 2015 um das Geld bittet.",
        "Die Fischerboote sollen im westlichen Becken anlegen, wo in dieser Woche fünfzig Plätze geräumt werden.",
    ), ("Nachrichten", "Meistgelesen", "Fähre wieder zu spät, weil die Flut ausbleibt", "Alle Rechte vorbehalten")),
    Report("fr", "Le bassin du port fermé pour deux ans", "Par Hélène Girard", "Hélène Girard", "4 mars 2024",
           "2024-03-04", (
        "Le bassin est du port de Lindholm sera fermé pendant deux ans à partir de lundi, ont annoncé les autorités.",
        "« On ne peut pas réparer sans fin des murs de 1911 », a déclaré la capitaine du port devant la presse.",
        "Les bateaux de pêche seront amarrés dans le bassin ouest, où cinquante places sont libérées cette semaine.",
    ), ("Actualités", "Les plus lus", "Le ferry encore en retard faute de marée", "Tous droits réservés")),
    Report("es", "La dársena del puerto cerrará dos años", "Por Lucía Ibáñez", "Lucía Ibáñez", "4 de marzo de 2024",
           "2024-03-04", (
        "La dársena este del puerto de Lindholm cerrará durante dos años desde el lunes, informó el puerto.",
        "«No podemos seguir remendando muros de 1911», dijo la capitana del puerto, que pide el dinero desde 2015.",
        "Los barcos de pesca atracarán en la dársena oeste, donde esta semana se despejan cincuenta plazas para ellos.",
    ), ("Noticias", "Lo más leído", "El ferri llega tarde otra vez por la marea", "Todos los derechos reservados")),
    Report("it", "La darsena del porto chiusa per due anni", "di Chiara Moretti", "Chiara Moretti", "4 marzo 2024",
           "2024-03-04", (
        "La darsena est del porto di Lindholm resterà chiusa per due anni da lunedì, ha comunicato il porto.",
        "«Non possiamo continuare a rattoppare mura del 1911», ha detto la comandante del porto ai giornalisti.",
        "I pescherecci attraccheranno nella darsena ovest, dove questa settimana vengono liberati cinquanta posti.",
    ), ("Notizie", "I più letti", "Traghetto di nuovo in ritardo per la marea", "Tutti i diritti riservati")),
    Report("pt", "Doca do porto fecha durante dois anos", "Por João Figueira", "João Figueira", "4 de março de 2024",
           "2024-03-04", (
        "A doca leste do porto de Lindholm vai fechar durante dois anos desde segunda-feira, disse a autoridade.",
        "“Não podemos continuar a remendar muros de 1911”, afirmou a capitã do porto, que pede o dinheiro desde 2015.",
        "Os barcos de pesca vão atracar na doca oeste, onde esta semana estão a ser libertados cinquenta lugares.",
    ), ("Notícias", "Mais lidas", "Ferry outra vez atrasado à espera da maré", "Todos os direitos reservados")),
    Report("nl", "Havenbekken twee jaar dicht", "Door Sanne de Wit", "Sanne de Wit", "4 maart 2024", "2024-03-04", (
        "Het oostelijke bekken van de haven van Lindholm gaat vanaf maandag twee jaar dicht, meldde de haven.",
        "“We kunnen muren uit 1911 niet blijven oplappen”, zei de havenmeester, die sinds 2015 om het geld vraagt.",
        "Vissersboten krijgen een plek in het westelijke bekken, waar deze week vijftig plaatsen worden vrijgemaakt.",
    ), ("Nieuws", "Meest gelezen", "Veerboot weer te laat door het getij", "Alle rechten voorbehouden")),
    Report("sv", "Hamnbassäng stängs två år", "Av Håkan Lindqvist", "Håkan Lindqvist", "4 mars 2024", "2024-03-04", (
        "Den östra bassängen i Lindholms hamn stängs i två år från måndag, meddelade hamnmyndigheten.",
        "”Vi kan inte fortsätta lappa murar från 1911”, sade hamnkaptenen, som har bett om pengarna sedan 2015.",
        "Fiskebåtarna får lägga till i den västra bassängen, där femtio platser töms för dem under veckan.",
    ), ("Nyheter", "Mest lästa", "Färjan försenad igen på grund av tidvattnet", "Alla rättigheter förbehållna")),
    Report("pl", "Basen portowy zamknięty na dwa lata", "Autor: Małgorzata Żak", "Małgorzata Żak", "4 marca 2024",
           "2024-03-04", (
        "Wschodni basen portu w Lindholm zostanie od poniedziałku zamknięty na dwa lata, podał zarząd portu.",
        "„Nie możemy w nieskończoność łatać murów z 1911 roku” – powiedziała kapitan portu podczas konferencji.",
        "Kutry rybackie będą cumować w basenie zachodnim, gdzie w tym tygodniu zwalnia się pięćdziesiąt miejsc.",
    ), ("Wiadomości", "Najczęściej czytane", "Prom znowu spóźniony przez odpływ", "Wszelkie prawa zastrzeżone")),
    Report("cs", "Přístavní bazén bude dva roky zavřený", "Autor: Jiří Dvořák", "Jiří Dvořák", "4. března 2024",
           "2024-03-04", (
        "Východní bazén přístavu v Lindholmu bude od pondělí na dva roky uzavřen, oznámila správa přístavu.",
        "„Nemůžeme donekonečna záplatovat zdi z roku 1911,“ řekla kapitánka přístavu, která žádá o peníze.",
        "Rybářské lodě budou kotvit v západním bazénu, kde se pro ně tento týden uvolňuje padesát míst.",
    ), ("Zprávy", "Nejčtenější", "Trajekt má kvůli odlivu znovu zpoždění", "Všechna práva vyhrazena")),
    Report("ru", "Бассейн порта закроют на два года", "Автор: Ирина Соколова", "Ирина Соколова", "4 марта 2024",
           "2024-03-04", (
        "Восточный бассейн порта Линдхольм закроют на два года начиная с понедельника, сообщила администрация порта.",
        "«Мы не можем вечно латать стены 1911 года», — сказала капитан порта, которая просит денег с 2015 года.",
        "Рыболовные суда будут стоять в западном бассейне, где на этой неделе освобождают для них пятьдесят мест.",
    ), ("Новости", "Самое читаемое", "Паром снова опаздывает из-за отлива", "Все права защищены")),
    Report("uk", "Басейн порту закриють на два роки", "Автор: Олена Коваль", "Олена Коваль", "4 березня 2024",
           "2024-03-04", (
        "Східний басейн порту Ліндгольм закриють на два роки починаючи з понеділка, повідомила адміністрація порту.",
        "«Ми не можемо вічно латати стіни 1911 року», — сказала капітанка порту, яка просить грошей від 2015 року.",
        "Рибальські судна стоятимуть у західному басейні, де цього тижня звільняють для них п’ятдесят місць.",
    ), ("Новини", "Найчитаніше", "Пором знову запізнюється через відплив", "Усі права захищено")),
    Report("el", "Κλείνει για δύο χρόνια η λεκάνη του λιμανιού", "Από τη Σοφία Παππά", "Σοφία Παππά", "4 Μαρτίου 2024",
           "2024-03-04", (
        "Η ανατολική λεκάνη του λιμανιού του Λίντχολμ κλείνει για δύο χρόνια από τη Δευτέρα, ανακοίνωσε η αρχή.",
        "«Δεν μπορούμε να μπαλώνουμε για πάντα τείχη του 1911», είπε η λιμενάρχης, που ζητά τα χρήματα.",
        "Τα αλιευτικά θα δένουν στη δυτική λεκάνη, όπου αυτή την εβδομάδα αδειάζουν για αυτά πενήντα θέσεις.",
    ), ("Ειδήσεις", "Δημοφιλή", "Το πλοίο άργησε πάλι εξαιτίας της παλίρροιας", "Με την επιφύλαξη παντός δικαιώματος")),
    Report("tr", "Liman havuzu iki yıl kapatılıyor", "Yazan: Özgür Yıldız", "Özgür Yıldız", "4 Mart 2024",
           "2024-03-04", (
        "Lindholm limanının doğu havuzu pazartesi gününden itibaren iki yıl kapatılacak, liman yönetimi açıkladı.",
        "“1911'den kalma duvarları sonsuza dek yamayamayız” diyen liman başkanı, parayı 2015'ten beri istiyor.",
        "Balıkçı tekneleri batı havuzuna yanaşacak; orada bu hafta tekneler için elli yer boşaltılıyor.",
    ), ("Haberler", "En çok okunanlar", "Feribot gelgit yüzünden yine gecikti", "Tüm hakları saklıdır")),
    Report("vi", "Bến cảng phía đông đóng cửa hai năm", "Tác giả: Nguyễn Thu Hà", "Nguyễn Thu Hà", "04/03/2024",
           "2024-03-04", (
        "Bến phía đông của cảng Lindholm sẽ đóng cửa trong hai năm kể từ thứ Hai, ban quản lý cảng cho biết.",
        "“Chúng tôi không thể vá mãi những bức tường từ năm 1911”, giám đốc cảng nói trong buổi họp báo sáng nay.",
        "Tàu cá sẽ neo ở bến phía tây, nơi năm mươi chỗ đang được dọn trống cho họ trong tuần này.",
    ), ("Tin tức", "Đọc nhiều", "Phà lại trễ vì chờ thủy triều", "Giữ toàn quyền")),
    Report("ar", "إغلاق حوض الميناء لمدة عامين", "بقلم: ليلى حداد", "ليلى حداد", "4 مارس 2024", "2024-03-04", (
        "قالت سلطة الميناء إن الحوض الشرقي لميناء ليندهولم سيغلق لمدة عامين اعتبارا من يوم الاثنين المقبل.",
        "وقالت مديرة الميناء للصحفيين: «لا يمكننا أن نواصل ترقيع جدران تعود إلى عام 1911 إلى ما لا نهاية».",
        "وسترسو قوارب الصيد في الحوض الغربي، حيث يجري هذا الأسبوع إخلاء خمسين مكانا من أجلها.",
    ), ("أخبار", "الأكثر قراءة", "العبارة تتأخر مرة أخرى بسبب المد", "جميع الحقوق محفوظة"), True),
    Report("he", "רציף הנמל ייסגר לשנתיים", "מאת: נועה לוי", "נועה לוי", "4 במרץ 2024", "2024-03-04", (
        "הרציף המזרחי של נמל לינדהולם ייסגר לשנתיים החל מיום שני, כך מסרה רשות הנמל בהודעה לעיתונות.",
        "”אי אפשר להמשיך לתקן קירות משנת 1911“, אמרה מנהלת הנמל, שמבקשת את הכסף מאז שנת 2015.",
        "סירות הדיג יעגנו ברציף המערבי, שבו מפנים עבורן השבוע חמישים מקומות, כך נמסר מן הרשות.",
    ), ("חדשות", "הנקראות ביותר", "המעבורת שוב מאחרת בגלל השפל", "כל הזכויות שמורות"), True),
    Report("fa", "حوضچه بندر دو سال بسته می‌شود", "نویسنده: شیرین کریمی", "شیرین کریمی", "4 مارس 2024", "2024-03-04", (
        "حوضچه شرقی بندر لیندهولم از روز دوشنبه به مدت دو سال بسته می‌شود، مدیریت بندر اعلام کرد.",
        "رئیس بندر گفت: «نمی‌توانیم دیوارهای سال ۱۹۱۱ را تا ابد وصله کنیم» و افزود که پول از سال ۲۰۱۵ خواسته شده است.",
        "قایق‌های ماهیگیری در حوضچه غربی پهلو می‌گیرند و این هفته پنجاه جا برای آن‌ها خالی می‌شود.",
    ), ("اخبار", "پربازدیدترین", "کشتی باز هم به خاطر جزر دیر رسید", "همه حقوق محفوظ است"), True),
    Report("hi", "बंदरगाह का बेसिन दो साल बंद रहेगा", "लेखक: अनिता शर्मा", "अनिता शर्मा", "4 मार्च 2024", "2024-03-04", (
        "लिंडहोम बंदरगाह का पूर्वी बेसिन सोमवार से दो साल के लिए बंद रहेगा, बंदरगाह प्राधिकरण ने बताया।",
        "“हम 1911 की दीवारों की मरम्मत हमेशा नहीं कर सकते,” बंदरगाह प्रमुख ने पत्रकारों से बातचीत में कहा।",
        "मछली पकड़ने वाली नावें पश्चिमी बेसिन में रहेंगी, जहाँ इस सप्ताह पचास जगहें खाली की जा रही हैं।",
    ), ("समाचार", "सबसे ज़्यादा पढ़े गए", "ज्वार के कारण नौका फिर देर से आई", "सर्वाधिकार सुरक्षित")),
    Report("th", "อ่างท่าเรือจะปิดสองปี", "โดย: สมชาย ใจดี", "สมชาย ใจดี", "4 มีนาคม 2567", "2024-03-04", (
        "อ่างฝั่งตะวันออกของท่าเรือลินด์โฮล์มจะปิดเป็นเวลาสองปีตั้งแต่วันจันทร์นี้เป็นต้นไป การท่าเรือแถลง",
        "“เราไม่สามารถซ่อมกำแพงที่สร้างตั้งแต่ปี 1911 ไปได้ตลอด” ผู้อำนวยการท่าเรือกล่าวกับผู้สื่อข่าวในเช้าวันนี้",
        "เรือประมงจะจอดในอ่างฝั่งตะวันตก ซึ่งสัปดาห์นี้มีการเคลียร์พื้นที่ไว้ให้ห้าสิบที่สำหรับเรือเหล่านั้น",
    ), ("ข่าว", "อ่านมากที่สุด", "เรือข้ามฟากล่าช้าอีกครั้งเพราะน้ำลง", "สงวนลิขสิทธิ์")),
    Report("zh", "港口东侧港池将关闭两年", "作者：王小明", "王小明", "2024年3月4日", "2024-03-04", (
        "林德霍尔姆港务局表示，港口东侧的港池将从星期一起关闭两年，以便修复已有一百多年历史的石墙。",
        "港务长对记者说：“我们不能一直修补1911年的墙。”她从2015年起就一直在申请这笔经费，但始终没有得到答复。",
        "渔船将停泊在西侧港池，本周那里正在为它们腾出五十个泊位，港务局说所有人都可以在星期五之前提出意见。",
    ), ("新闻", "阅读最多", "渡轮因潮汐再次晚点", "版权所有")),
    Report("ja", "港の東側を二年間閉鎖へ", "文：佐藤花子", "佐藤花子", "2024年3月4日", "2024-03-04", (
        "リンドホルム港の東側の泊地は月曜日から二年間閉鎖されると、港湾当局が四日、記者会見で発表した。",
        "港長は「一九一一年の壁をいつまでも直し続けることはできない」と述べ、二〇一五年から予算を求めてきたと説明した。",
        "漁船は西側の泊地に停泊することになり、今週、そのために五十隻分の場所が空けられると当局は話している。",
    ), ("ニュース", "アクセスランキング", "潮待ちでフェリーまた遅れ", "無断転載を禁じます")),
    Report("ko", "항구 동쪽 부두 2년간 폐쇄", "글: 김민지", "김민지", "2024년 3월 4일", "2024-03-04", (
        "린드홀름 항구의 동쪽 부두가 월요일부터 2년간 폐쇄된다고 항만 당국이 4일 기자회견에서 밝혔다.",
        "항만장은 “1911년에 지은 벽을 언제까지나 고칠 수는 없다”며 2015년부터 예산을 요청해 왔다고 말했다.",
        "어선들은 서쪽 부두에 정박하게 되며, 이번 주에 어선을 위한 자리 쉰 곳이 비워진다고 당국은 전했다.",
    ), ("뉴스", "많이 본 기사", "썰물 때문에 여객선 또 지연", "무단 전재 금지")),
)


def page_in(report: Report) -> str:
    """Return the page of a report: menu, headline, byline, date, text, other stories, footer; nothing in JSON-LD."""
    menu, heading, other, footer = report.around
    text = "".join(f"<p>{line}</p>" for line in report.body)
    direction = ' dir="rtl"' if report.right_to_left else ""
    return f"""<!DOCTYPE html><html lang="{report.language}"{direction}><head><meta charset="utf-8">
    <title>{report.headline} - Lindholm Courier</title></head><body>
    <header class="site-header"><a href="/">Lindholm Courier</a>
    <nav><ul><li><a href="/n">{menu}</a></li></ul></nav></header>
    <main><article class="story"><h1>{report.headline}</h1>
    <div class="meta"><span class="byline">{report.byline}</span> <span class="date">{report.date}</span></div>
    <div class="story-body">{text}</div></article></main>
    <aside class="most-read"><h3>{heading}</h3><ul><li><a href="/a">{other}</a></li></ul></aside>
    <footer><p>© {footer}</p></footer></body></html>"""
