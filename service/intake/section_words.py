"""What headings say in other languages than English: wins, goals, praise, instructions, lists of tools."""

import re
from enum import StrEnum


class Announced(StrEnum):
    """What stands under a heading."""

    WINS = "wins"
    GOALS = "goals"
    GUIDANCE = "guidance"
    KEYWORDS = "keywords"
    PRAISE = "praise"


# One line a language, as far as it has the words: Spanish, French, German, Portuguese, Italian, Dutch, Polish, Russian,
# Ukrainian, Turkish, Swedish with Danish and Norwegian, Czech. Chinese, Japanese, Korean, Thai, Hindi and Arabic stand
# apart, as their words run together.
# Nothing but aims, whatever follows: "Ziele für 2026", "Metas y planes".
_AIMS = r"""
metas|objetivos?(?: (?:no cumplidos|incumplidos|pendientes|fallidos))?|pr[oó]ximos pasos|prop[oó]sitos|
objectifs?(?: (?:non atteints|manqués|ratés))?|prochaines [ée]tapes|
ziele?|n[äa]chste schritte|verfehlte ziele|vors[äa]tze|nicht erreichte ziele|pr[oó]ximos passos|
obiettiv[oi](?: (?:mancati|non raggiunti|falliti))?|prossimi passi|propositi|doelen?|doelstelling(?:en)?|
volgende stappen|
niet behaalde doelen|cele|nast[ęe]pne kroki|niezrealizowane cele|цели|недостигнутые цели|следующие шаги|цілі|
наступні кроки|
hedefler(?:im)?|sonraki ad[ıi]mlar|mål(?:s[äa]ttning(?:ar)?)?|n[äa]sta steg|n[æa]ste skridt|målsætninger|cíle|
další kroky
"""
# Alone these announce plans and failures; beside other words they may belong to the name of a project.
_PLANS = r"""
planes|plan(?: de acci[oó]n)?|pendientes?|por hacer|tareas pendientes|fracasos?|no (?:logrado|conseguido|cumplido|
alcanzado)s?|
en curso|en progreso|objectif|[àa] faire|[àa] venir|en cours|projets? futurs?|non (?:atteints?|r[ée]alis[ée]s?|
abouti)|[ée]checs?|
id[ée]es|pr[ée]vus?|vorhaben|pl[äa]ne|planung|geplant|offene (?:punkte|aufgaben)|offen|zu erledigen|in arbeit|laufend|
nicht (?:erreicht|geschafft|gelungen|umgesetzt)|gescheitert|ideen|ausblick|entwicklungsfelder|
planos?|pend[êe]ncias?|a fazer|n[ãa]o (?:alcan[çc]ad[oa]|atingid[oa]|conclu[ií]d[oa]|realizad[oa])s?|em andamento|
ideias|
piani|da fare|in corso|non (?:raggiunt|riuscit|complet)\w+|fallimenti|idee|traguardi futuri|
plannen|nog te doen|te doen|niet (?:behaald|gehaald|gelukt|bereikt)|mislukt|lopend|idee[ëe]n|vooruitblik|
cel|plany|do zrobienia|w toku|nie (?:uda[łl]o si[ęe]|osi[ąa]gni[ęe]te|zrealizowane)|niezrealizowane|nieudane|pora[żz]ki|
pomys[łl]y|planowane|цель|планы?|что дальше|к выполнению|не (?:удалось|достигнуто|выполнено|сделано|получилось)|
невыполненн\w+|в работе|в процессе|идеи|неудачи|провалы|мета|плани|не вдалося|
hedef|planlar(?:ım)?|yap[ıi]lacaklar|ula[şs][ıi]lamayan(?: hedefler)?|ba[şs]ar[ıi]lamayan\w*|fikirler|
devam eden(?:ler)?|
planer|att g[öo]ra|ej uppn[åa]dda?(?: mål)?|inte (?:uppn[åa]tt|lyckats|klart)|misslyckade?n?|p[åa]g[åa]ende|id[ée]er|
ikke (?:opn[åa]et|oppn[åa]dd)|plány|nesplněn[éeo]
"""
_GOALS_EAST = (
    "目標|目标|計画|计划|予定|今後|下一步|待办|待辦|未達|未完|未达|未實現|未实现|抱負|展望|進行中|"
    "进行中|失敗|失败|課題と目標|やること|"
    "목표|계획|예정|다음 단계|할 일|미달성|미완료|진행 중|실패|"
    "เป้าหมาย|แผน|สิ่งที่ต้องทำ|ยังไม่สำเร็จ|ไม่สำเร็จ|กำลังดำเนินการ|ล้มเหลว|"
    "लक्ष्य|योजना|असफल|الأهداف|أهداف|الخطط|خطة|لم يتحقق"
)
_REACHED = (
    r"alcanzad\w+|logrado\w*|cumplid\w+|conseguid\w+|atteints?|r[ée]alis[ée]e?s|tenus|erreicht\w*|"
    r"geschafft|umgesetzt\w*|gelungen|"
    r"alcan[çc]ad\w+|atingid\w+|conclu[ií]d\w+|raggiunt\w+|completat\w+|behaalde?|gehaald|bereikte?|"
    r"gelukt|osi[ąa]gni[ęe]te|zrealizowane|"
    r"достигнут\w*|выполнен\w*|сделано|досягнут\w*|ula[şs][ıi]lan|tamamlanan|uppn[åa]dda?|klara|"
    r"opn[åa]ede|oppn[åa]dde|splněn\w*"
)
_MISSED = (
    r"\b(?:no|non|nicht|pas|n[ãa]o|niet|nie|не|не\w{4,}|inte|ej|ikke|sin|ohne|verfehlt\w*|incumplid\w+|"
    r"manqu[ée]\w*|nie\w{4,}|"
    r"ula[şs][ıi]lamayan|nespl\w+|недо\w+|mancat\w+)\b"
)
_REACHED_EAST = "達成|达成|实现|完成|달성|완료|สำเร็จ|บรรลุ|प्राप्त|المحققة|تحققت"
_MISSED_EAST = "未|没|不|미|못|실패|ไม่|失|नहीं|لم|غير"
_WINS = r"""
logros?|(?:mis )?[ée]xitos|lo que (?:hice|logr[ée])|m[ée]ritos|resultados|lo m[áa]s destacado|aportes|contribuciones|
registro de logros|
diario de logros|
r[ée]alisations?|r[ée]ussites?|succ[èe]s|accomplissements?|ce que j['’]ai fait|victoires|points forts|bilan|
faits marquants|
erfolge?|leistungen|errungenschaften|was ich (?:getan|erreicht|geschafft) habe|erreichtes|geschafft|erreicht|
highlights|ergebnisse|beitr[äa]ge|
erfolgstagebuch|
conquistas?|realiza[çc][õo]es|o que (?:eu )?fiz|destaques|entregas|sucessos|
risultati|successi|traguardi(?: raggiunti)?|cosa ho fatto|conquiste|realizzazioni|
successen|prestaties|behaald|behaalde resultaten|wat ik (?:deed|heb gedaan)|hoogtepunten|werklogboek|wapenfeiten|
osi[ąa]gni[ęe]cia|sukcesy|co zrobi[łl][ae]m|dokonania|
достижения|успехи|что (?:я )?сделал[аи]?|сделано|результаты|победы|досягнення|
ba[şs]ar[ıi]lar(?:[ıi]m)?|neler yapt[ıi]m|yapt[ıi]klar[ıi]m|katk[ıi]lar(?:[ıi]m)?|
framg[åa]ngar|prestationer|vad jag (?:gjort|gjorde|har gjort)|resultat|bedrifter|resultater|
[úu]sp[ěe]chy|co jsem ud[ěe]lal
"""
_WINS_EAST = (
    "成果|实绩|実績|业绩|成就|業務実績|達成事項|やったこと|成功|성과|업적|실적|한 일|ผลงาน|"
    "ความสำเร็จ|สิ่งที่ทำ|उपलब्धि|الإنجازات|إنجازات"
)
_PRAISE = r"""
elogios?|reconocimientos?|agradecimientos?|comentarios recibidos|testimonios?|felicitaciones|lo que (?:dicen|
dijeron)(?: de m[ií])?|
[ée]loges?|remerciements?|t[ée]moignages?|compliments?|retours(?: re[çc]us)?|f[ée]licitations|merci|
lob|danke?|dankesworte|stimmen|r[üu]ckmeldungen|positives feedback|erhaltenes feedback|feedback von (?:anderen|
kolleg\w+)|zitate|was andere sagen|
agradecimentos?|depoimentos?|reconhecimentos?|feedback recebido|parab[ée]ns|
elogi|ringraziamenti|complimenti|riconoscimenti|testimonianze|feedback ricevuti?|
complimenten|lof|bedankjes|waardering|ontvangen feedback|
pochwa[łl]y|podzi[ęe]kowania|opinie|uznanie|
похвала|благодарности|отзывы|спасибо|подяки|відгуки|
te[şs]ekk[üu]rler|[öo]vg[üu]ler|geri bildirimler|
ber[öo]m|tack|uppskattning|takk|pochvaly|pod[ěe]kov[áa]n[íi]
"""
_PRAISE_EAST = (
    "感謝(?:の(?:言葉|声|コメント))?|感谢|表扬|好评|称赞|稱讚|評価の声|お褒め|いただいた言葉|フィードバック|칭찬|감사|"
    "받은 피드백|คำชม|คำขอบคุณ|ขอบคุณ|प्रशंसा|الشكر|شكر|الثناء"
)
_GUIDANCE = r"""
instrucciones|c[óo]mo usar.*|plantilla|ejemplos?|gu[íi]a(?: de uso)?|[íi]ndice|consejos|
mode d['’]emploi|instructions?|mod[èe]le|exemples?|comment utiliser.*|sommaire|table des mati[èe]res|conseils|
anleitung|vorlage|beispiele?|hinweise?(?: zur nutzung)?|inhaltsverzeichnis|inhalt|so (?:nutze|f[üu]lle) .*|tipps|
instru[çc][õo]es|modelo|exemplos?|como usar.*|sum[áa]rio|dicas|
istruzioni|esempi|esempio|come usare.*|indice|suggerimenti|modello|
instructies|handleiding|voorbeeld(?:en)?|sjabloon|inhoudsopgave|inhoud|tips|
instrukcja|szablon|przyk[łl]ad(?:y)?|spis tre[śs]ci|wskaz[óo]wki|
инструкция|шаблон|пример(?:ы)?|как (?:пользоваться|заполнять).*|содержание|оглавление|советы|
[şs]ablon|[öo]rnek(?:ler)?|nas[ıi]l kullan[ıi]l[ıi]r.*|i[çc]indekiler|
instruktioner|exempel|inneh[åa]ll|s[åa] h[äa]r .*
"""
_GUIDANCE_EAST = (
    "使い方|記入例|テンプレート|目次|使用说明|模板|示例|目录|사용법|사용 방법|템플릿|예시|목차|"
    "วิธีใช้|ตัวอย่าง|แม่แบบ|สารบัญ|उदाहरण|تعليمات|"
    "مثال|قالب"
)
_KEYWORDS = r"""
habilidades|herramientas|tecnolog[íi]as|palabras clave|comp[ée]tences|outils|technologies|mots[- ]cl[ée]s|
f[äa]higkeiten|kenntnisse|
werkzeuge|technologien|stichworte|schlagworte|ferramentas|tecnologias|palavras[- ]chave|competenze|strumenti|
tecnologie|parole chiave|
vaardigheden|gereedschappen|technologie[ëe]n|trefwoorden|umiej[ęe]tno[śs]ci|narz[ęe]dzia|s[łl]owa kluczowe|навыки|
инструменты|технологии|
ключевые слова|beceriler|ara[çc]lar|anahtar kelimeler|f[äa]rdigheter|verktyg|nyckelord
"""
_KEYWORDS_EAST = (
    "技能|工具|关键词|技术栈|スキル|ツール|使用技術|キーワード|기술|도구|사용 기술|키워드|ทักษะ|เครื่องมือ|कौशल|المهارات"
)
# In front of what a line says of itself: `Doel: ...`, `目標：...`.
_GOAL_LINES = (
    r"metas|objetivos?|objectifs?|ziele?|doel|doelen|cel|cele|цель|цели|hedef|mål|obiettiv[oi]|pendiente|"
    r"por hacer|[àa] faire|zu erledigen|"
    r"geplant|a fazer|da fare|nog te doen|te doen|do zrobienia|att g[öo]ra|yap[ıi]lacak|pr[óo]ximos pasos|"
    r"n[äa]chste schritte"
)
_GOAL_LINES_EAST = "目標|目标|今後の予定|予定|计划|待办|목표|계획|할 일|เป้าหมาย|แผน|लक्ष्य|الهدف"

# Whose log it is, in front of a colon at the top of a file.
MASTHEAD_ELSEWHERE = (
    r"nombre|puesto|cargo|equipo|departamento|empresa|jefe|jefa|nivel|nom|pr[ée]nom|poste|[ée]quipe|service|entreprise|"
    r"responsable|niveau|vorname|position|stelle|abteilung|unternehmen|firma|vorgesetzter?|stufe|nome|função|equipe|"
    r"gestora?|n[íi]vel|ruolo|squadra|reparto|azienda|livello|naam|functie|afdeling|bedrijf|leidinggevende|imię|"
    r"stanowisko|zespół|dział|firma|przełożon[ya]|имя|фио|должность|отдел|команда|компания|руководитель|уровень|isim|ad|"
    r"görev|pozisyon|ekip|departman|şirket|yönetici|namn|befattning|roll|avdelning|företag|chef|navn|stilling|"
    r"姓名|名前|氏名|职位|職位|役職|部门|部門|部署|所属|公司|会社|上司|级别|等級|이름|성명|직책|직급|부서|소속|회사|팀|"
    r"ชื่อ|ตำแหน่ง|แผนก|ฝ่าย|บริษัท"
)
# What people call the file itself.
_LOG_NAMES = re.compile(
    r"(?:\b(?:brag|win|wins|work|achievement|accomplishment)s? (?:log|doc|document|journal|diary|sheet|list|record)|"
    r"\b(?:registro|diario|bit[áa]cora|journal|carnet|registre|tagebuch|erfolgsjournal|\w*logbuch|\w*logboek|di[áa]rio|"
    r"dziennik|rejestr|журнал|дневник|g[üu]nl[üu][ğg][üu]?|loggbok|dagbok|dagbog|\w*dagboek)\b|"
    r"日誌|ログ|記録|一覧|日志|记录|紀錄|台账|기록|일지|บันทึก)",
    re.IGNORECASE,
)

_LEAD = (
    r"(?:(?:mis?|mes|mon|meine?|meus?|minhas?|miei|mie|mijn|moje|мои|мой|benim|mina|mitt|my|die|der|das|"
    r"los|las|el|la|les|le|de|het|il|gli|i|"
    r"os|as|o|unsere|notre|nos|nuestros|personal(?:es)?|pers[öo]nliche|personnels?|pessoais|personali|"
    r"persoonlijke|beruflich\w+|profesional\w*|"
    r"professionn?el\w*|neue|nuevos|nouveaux|weitere|otros|autres|andere|\d{4}|q[1-4])\s+)*"
)
_YEAR = (
    r"(?:\s*(?:(?:de|del|du|f[üu]r|im|in|en|w|za|за|в|på|på|för|van|voor|per|para|pour|do|da|di|"
    r"dell?['’]?)\s+)?(?:a[ñn]o\s+|jahr\s+|rok\s+|год\s+)?\d{4}(?:\s*(?:г\.?|год\w*|r\.|roku))?)?"
)
_TAIL = (
    r"(?:\s*(?:[:(&/–—-].*|\d{4}.*|(?:para|por|de|del|du|des|pour|f[üu]r|im|in|per|voor|na|на|за|i[çc]in|"
    r"f[öo]r|till|do|da|di|pr[óo]xim\w+|"
    r"prochain\w*|n[äa]chst\w+|komende?|volgend\w+|prossim\w+|y|et|und|e|en|i|и|ve|och|og)\b.*))?"
)
# What may stand around a word in a script without spaces: years, "next", "my", "of".
_AROUND = (
    r"(?:[\d\W]|年|度|の|的|来|今|次|下|上|期|半|四|季|個|人|私|我|明|后|後|内|間|月|第|一|二|三|本|"
    r"新|週|周|주|년|내년|올해|다음|분기|개인|나의|이번|"
    r"ปี|นี้|หน้า|ของ|ฉัน|ถัดไป|ไตรมาส|พ|ศ|मेरे|मेरी|के|लिए)*"
)


def _western(words: str, tail: str) -> re.Pattern[str]:
    alternatives = "|".join(filter(None, (part.strip() for part in words.replace("\n", "").split("|"))))
    return re.compile(rf"^\W*{_LEAD}(?:{alternatives}){tail}\W*$", re.IGNORECASE)


def _eastern(words: str) -> re.Pattern[str]:
    return re.compile(rf"^{_AROUND}(?:{words}){_AROUND}$")


_ORDER = (
    (Announced.GUIDANCE, _western(_GUIDANCE, ""), _eastern(_GUIDANCE_EAST)),
    (
        Announced.GOALS,
        _western(_AIMS, _TAIL),
        _eastern(f"(?:{_MISSED_EAST})?(?:{_GOALS_EAST})(?:{_MISSED_EAST})?(?:{_REACHED_EAST})?"),
    ),
    (Announced.GOALS, _western(_PLANS, _YEAR), _eastern(_GOALS_EAST)),
    (Announced.KEYWORDS, _western(_KEYWORDS, _YEAR), _eastern(_KEYWORDS_EAST)),
    (Announced.PRAISE, _western(_PRAISE, _TAIL), _eastern(_PRAISE_EAST)),
    (Announced.WINS, _western(_WINS, _TAIL), _eastern(_WINS_EAST)),
)
_REACHED_NOW = re.compile(rf"\b(?:{_REACHED})\b|{_REACHED_EAST}", re.IGNORECASE)
_MISSED_NOW = re.compile(rf"{_MISSED}|{_MISSED_EAST}", re.IGNORECASE)
_GOAL_LINE = re.compile(rf"^\W*(?:(?:{_GOAL_LINES})\s*[:：–—]|(?:{_GOAL_LINES_EAST})\s*[:：])", re.IGNORECASE)
_GENERIC_PROMPT = re.compile(
    r"^\W*(?:z\.\s?B\.|p\.\s?ej\.|por ejemplo|ejemplo|par exemple|p\. ex\.|beispiel|zum beispiel|"
    r"por exemplo|exemplo|ad esempio|esempio|"
    r"bijv\.|bijvoorbeeld|np\.|na przykład|przykład|например|пример|例|例えば|例如|示例|記入例|예|예시|เช่น|ตัวอย่าง|"
    r"örneğin|örnek|t\.\s?ex\.|till exempel)"
    r"\s*(?:[:：,，]|(?<=\.)\s)",
    re.IGNORECASE,
)


def announced(title: str) -> Announced | None:
    """What a heading or label announces; None when its words are none of these."""
    if len(title.split()) > 8:
        return None
    for kind, west, east in _ORDER:
        if west.search(title) or (not title.isascii() and east.search(title)):
            reached = kind is Announced.GOALS and _REACHED_NOW.search(title) and not _MISSED_NOW.search(title)
            return Announced.WINS if reached else kind
    return None


def says_goal(line: str) -> bool:
    """Whether a line calls itself an aim: `Ziel: ...`, `目標：...`."""
    return _GOAL_LINE.search(line) is not None


def says_example(line: str) -> bool:
    """Whether a line is a template's example: `z. B. ...`, `例：...`."""
    return _GENERIC_PROMPT.search(line) is not None


def names_the_file(line: str) -> bool:
    """Whether a line is what somebody wrote over their whole log: `Registro de logros`, `영업 성과 기록`."""
    plain = line.strip()
    return len(plain.split()) <= 6 and plain[-1:] not in ".!?。" and _LOG_NAMES.search(plain) is not None
