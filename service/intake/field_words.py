"""What people call the fields and columns of a log in other languages than English, by the part of an entry."""

import unicodedata

# Spanish, French, German, Portuguese, Italian, Dutch, Polish, Russian, Chinese, Japanese, Korean, Thai, Turkish,
# Swedish, Hindi, Arabic: a line a language. A word that is an English word as well ("was", "come") is left out.
NAMES_ELSEWHERE: dict[str, str] = {
    "id": """
        n°|nº|№|序号|编号|番号|번호|ลำดับ|ลำดับที่|sıra|sira numéro|número|numer|номер|क्रमांक|الرقم
    """,
    "when": """
        fecha|cuándo|fecha de realización|año|periodo|período|día|trimestre
        quand|jour|mois|année|période
        datum|wann|tag|monat|jahr|zeitraum|quartal|wann war das
        quando|dia|ano
        giorno|mese|anno
        wanneer|dag|maand|jaar|periode|kwartaal
        kiedy|dzień|miesiąc|rok|okres|kwartał|termin
        дата|когда|день|месяц|год|период|квартал
        日期|时间|時間|日付|年月日|実施日|期間|年月|何时|月份|季度|時期|いつ
        날짜|일자|일시|시기|기간|언제
        วันที่|วัน|เดือน|ปี|ช่วงเวลา|เมื่อไร
        tarih|ne zaman|yıl|dönem
        när|månad|år|tidpunkt
        दिनांक|तारीख|तिथि|कब|التاريخ|تاريخ
    """,
    "title": """
        título|proyecto|nombre del proyecto|iniciativa|titre|projet|intitulé|titel|projekt|projekttitel|überschrift|
        projeto|
        titolo|progetto|iniziativa|tytuł|nazwa|название|проект|заголовок|标题|项目|项目名称|タイトル|案件|件名|
        プロジェクト|
        제목|프로젝트|프로젝트명|หัวข้อ|ชื่องาน|โครงการ|başlık|proje|rubrik|शीर्षक|परियोजना|العنوان|المشروع
    """,
    "text": """
        qué|qué hice|qué se hizo|qué logré|logro|logros|lo que hice|hecho|actividad|mérito|éxito
        réalisation|réalisations|réussite|réussites|ce que j'ai fait|qu'ai-je fait|succès|fait|accomplissement
        erfolg|erfolge|was ich getan habe|was habe ich getan|was wurde gemacht|leistung|leistungen|errungenschaft|
        tätigkeit|
        was wurde erreicht|getan|erreicht|das habe ich gemacht
        o que|o que fiz|o que eu fiz|conquista|conquistas|realização|realizações|feito|atividade|o quê
        cosa ho fatto|che risultato raggiunto|successo|successi|traguardo|traguardi|attività|realizzazione
        wat ik deed|wat heb ik gedaan|prestatie|prestaties|behaald|activiteit|succes|wat is er gedaan
        co zrobiłem|co zrobiłam|osiągnięcie|osiągnięcia|sukces|sukcesy|zadanie wykonane|dokonanie
        что|что сделал|что сделала|что сделано|достижение|достижения|успех|успехи|событие|что я сделал|что я сделала
        成果|业绩|成就|做了什么|工作内容|内容|事项|贡献|工作成果
        実績|やったこと|業務内容|取り組み|達成内容|成果内容|行ったこと
        성과|업적|한 일|내용|업무|업무 내용|실적|주요 성과
        ผลงาน|สิ่งที่ทำ|ความสำเร็จ|งาน|งานที่ทำ
        ne yaptım|başarı|başarılar|yapılan faaliyet|katkı
        vad jag gjorde|prestation|bedrift|framgång|insats|aktivitet|vad gjorde jag
        उपलब्धि|उपलब्धियां|क्या किया|काम|الإنجاز|إنجاز|ماذا فعلت|العمل
    """,
    "aside": """
        descripción|contexto|situación|problema|reto|desafío|acción|acciones|detalle|detalles|resumen|notas|cómo|
        por qué|
        aprendizaje|aprendizajes|mi papel|tarea|
        contexte|défi|détail|détails|résumé|remarques|comment|pourquoi|apprentissage|enjeu|mon rôle|tâche|
        beschreibung|kontext|ausgangslage|problemstellung|herausforderung|aktion|aktionen|maßnahme|maßnahmen|vorgehen|
        einzelheiten|zusammenfassung|notiz|notizen|anmerkung|anmerkungen|bemerkung|wie|warum|hintergrund|aufgabe|
        gelernt|
        descrição|situação problema|desafio|ação|ações|detalhes|resumo|observações|observação|aprendizado|meu papel|
        tarefa|
        descrizione|contesto|situazione|sfida|azione|azioni|dettagli|sommario|osservazioni|perché|il mio ruolo|compito|
        beschrijving|omschrijving|situatie|probleem|uitdaging|actie|acties|toelichting|samenvatting|opmerking|
        opmerkingen|
        waarom|achtergrond|taak|geleerd|
        opis|kontekst|sytuacja|problem|wyzwanie|działanie|działania|szczegóły|uwagi|notatki|dlaczego|zadanie|
        описание|контекст|ситуация|проблема|задача|вызов|действие|действия|подробности|детали|примечание|примечания|
        комментарий|заметки|как|почему|моя роль|чему научился|
        描述|背景|问题|挑战|行动|措施|备注|说明|详情|任务|课题|学到的|
        概要|状況|課題|行動|詳細|備考|メモ|説明|学び|対応|
        설명|배경|상황|문제|과제|행동|조치|비고|메모|상세|세부 내용|배운 점|
        รายละเอียด|บริบท|สถานการณ์|ปัญหา|หมายเหตุ|คำอธิบาย|วิธีการ|สิ่งที่เรียนรู้|
        açıklama|bağlam|durum tespiti|sorun|zorluk|eylem|detay|detaylar|notlar|özet|görev|
        beskrivning|sammanhang|situation|utmaning|åtgärd|åtgärder|detaljer|anteckningar|anteckning|kommentar|varför|
        bakgrund|
        विवरण|टिप्पणी|الوصف|السياق|التفاصيل|ملاحظات
    """,
    "outcome": """
        resultado|resultados|impacto|efecto|beneficio|métrica|métricas|logrado
        résultat|résultats|effet|bénéfice|mesure|bénéfices|retombées
        ergebnis|ergebnisse|wirkung|auswirkung|auswirkungen|nutzen|kennzahl|kennzahlen|resultat|resultate|effekt|
        mehrwert
        efeito|benefício
        risultato|risultati|impatto|effetto|beneficio|beneficio ottenuto
        resultaat|resultaten|gevolg|opbrengst
        wynik|wyniki|rezultat|efekt|efekty|wpływ|korzyść|korzyści|skutek
        результат|результаты|эффект|влияние|польза|итог|показатель|метрика
        影响|结果|效果|成效|收益|指标|影响力|结果与影响
        影響|効果|インパクト|指標|結果・効果
        결과|영향|효과|임팩트|지표
        ผลลัพธ์|ผลกระทบ|ผล|ตัวชี้วัด|ประโยชน์
        sonuç|sonuçlar|etki|etkisi|fayda
        resultat|effekt|nytta|påverkan
        परिणाम|प्रभाव|النتيجة|النتائج|الأثر
    """,
    "quote": """
        cita|citas|testimonio|comentario recibido|elogio|feedback recibido|reconocimiento|
        citation|témoignage|témoignages|retour|retours|éloge|remerciement|
        zitat|zitate|lob|rückmeldung|rückmeldungen|stimme|feedback erhalten|
        citação|depoimento|depoimentos|elogios|feedback recebido|
        citazione|testimonianza|elogi|riconoscimento|complimento|
        citaat|compliment|terugkoppeling|lof|
        cytat|opinia|opinie|pochwała|pochwały|informacja zwrotna|
        цитата|отзыв|отзывы|похвала|благодарность|обратная связь|
        引用|评价|反馈|表扬|他人评价|好评|引述|
        コメント|評価コメント|お褒めの言葉|感謝の言葉|声|フィードバック|引用文|
        인용|칭찬|피드백|평가|감사 인사|코멘트|
        คำชม|คำพูด|ความคิดเห็น|ข้อเสนอแนะ|
        alıntı|geri bildirim|övgü|yorum|teşekkür|
        citat|beröm|återkoppling|omdöme|
        उद्धरण|प्रतिक्रिया|اقتباس|ملاحظات الآخرين|الثناء
    """,
    "who": """
        quién|quién lo dijo|dicho por|de quién|autor de la cita|
        dit par|de auteur de la citation|
        von wem|wer hat es gesagt|gesagt von|urheber|
        quem|quem disse|de quem|dito por|
        detto da|di chi l'ha detto|
        wie zei het|door gezegd door|van
        kto powiedział|od kogo|
        кто|кто сказал|от кого|чей отзыв|
        评价人|谁|谁说的|来自|评价者|反馈人|
        発言者|誰|誰から|評価者|コメント者|
        누가|발언자|평가자|작성자|말한 사람|
        ผู้พูด|ใคร|ผู้ให้ความเห็น|จากใคร|
        kimden|kim söyledi|söyleyen|
        från sagt av|vem sa det|
        किसने|من قال|القائل
    """,
    "role": """
        rol|cargo|puesto|función|fonction|poste|rôle|funktion|rolle|função|papel|ruolo|carica|mansione|functie|
        stanowisko|rola|funkcja|роль|должность|职位|职务|身份|角色|役職|肩書|肩書き|役割|立場|직책|직위|직함|역할|
        ตำแหน่ง|บทบาท|
        görev unvanı|unvan|ünvan|pozisyon|roll|befattning|titulatur|पद|भूमिका|المنصب|الدور
    """,
    "where": """
        dónde|canal|lugar|où|lieu|kanal|ort|onde|dove|canale|luogo|waar|kanaal|gdzie|kanał|где|канал|место|渠道|
        地点|场合|
        場所|チャンネル|장소|채널|어디서|ที่ไหน|ช่องทาง|สถานที่|nerede|var sagt|कहाँ|أين|المكان
    """,
    "dimensions": """
        dimensión|dimensiones|etiqueta|etiquetas|competencia|competencias|compétence|compétences|étiquette|étiquettes|
        axe|
        dimensionen|kompetenz|kompetenzen|schlagwort|schlagworte|kategorie|kategorien|etikett|dimensão|dimensões|
        competência|
        competências|categoria|categorias|categoría|categorías|catégorie|catégories|dimensione|dimensioni|competenze|
        categorie|
        etichetta|etichette|dimensie|dimensies|competentie|competenties|label(s)|wymiar|kompetencja|kompetencje|
        kategoria|etykieta|
        тег|теги|компетенция|компетенции|категория|измерение|метка|метки|标签|维度|类别|能力维度|能力|分类|カテゴリ|
        カテゴリー|タグ|
        分類|評価軸|観点|태그|역량|분류|카테고리|차원|แท็ก|หมวดหมู่|สมรรถนะ|มิติ|etiket|etiketler|yetkinlik|
        yetkinlikler|kategori|
        boyut|kompetens|kompetenser|etiketter|टैग|श्रेणी|الوسوم|الفئة
    """,
    "links": """
        enlace|enlaces|evidencia|evidencias|prueba|pruebas|lien|liens|preuve|preuves|nachweis|nachweise|beleg|belege|
        verweis|
        verweise|evidência|evidências|comprovante|collegamento|collegamenti|prova|prove|bewijs|bewijzen|koppeling|
        dowód|dowody|
        odnośnik|ссылка|ссылки|подтверждение|链接|证据|证明|参考|リンク|証拠|参考資料|根拠|링크|증거|근거|참고|
        ลิงก์|หลักฐาน|
        bağlantı|bağlantılar|kanıt|länk|länkar|bevis|लिंक|الرابط|الروابط
    """,
    "status": """
        estado|situación|état|statut|avancement|stand der dinge|zustand|situação|stato|stan|статус|состояние|状态|
        進捗|状況区分|
        ステータス|상태|진행 상황|สถานะ|durum|durumu|läge|स्थिति|الحالة|erledigt|hecho (sí/no)
    """,
    "keywords": """
        habilidades|herramientas|palabras clave|tecnologías|compétences techniques|outils|mots-clés|mots clés|
        technologies utilisées|
        fähigkeiten|werkzeuge|schlüsselwörter|stichwörter|stichworte|technologien|ferramentas|palavras-chave|
        palavras chave|
        tecnologias|strumenti|parole chiave|tecnologie|vaardigheden|gereedschap|trefwoorden|technologieën|
        umiejętności|narzędzia|
        słowa kluczowe|technologie|навыки|инструменты|ключевые слова|технологии|技能|工具|关键词|技术栈|スキル|
        ツール|キーワード|
        使用技術|技術|기술|도구|키워드|사용 기술|ทักษะ|เครื่องมือ|คำสำคัญ|beceriler|araçlar|anahtar kelimeler|
        teknolojiler|färdigheter|
        verktyg|nyckelord|कौशल|उपकरण|المهارات|الأدوات|الكلمات المفتاحية
    """,
}
# Known only beside other columns: alone, "Data: ..." and "Kim: ..." are no Italian and no Turkish.
ONLY_COLUMNS: dict[str, str] = {
    "id": "no nr lp",
    "when": "data ay mes mês",
    "text": "co ne wat vad iş was cosa quoi",
    "aside": "hoe jak hur como",
    "who": "kim chi qui wie wer kto vem",
    "where": "wo yer",
    "role": "position",
}
# Beside a quotation they say whom it is from.
SPEAKERS_ELSEWHERE_TEXT = (
    "autor autora auteur autrice autore autrice verfasser absender nombre nom naam nome imię имя автор 作者 姓名 "
    "名前 氏名 이름 ชื่อ "
    "isim ad namn नाम الاسم cliente client kunde kundin klant klient клиент 客户 顧客 고객 müşteri kund"
)
# What the cell of a status says when the thing is done, and how it begins when it is not.
DONE_ELSEWHERE_TEXT = (
    "erledigt|abgeschlossen|fertig|ja|umgesetzt|erreicht|hecho|completado|completada|terminado|terminada|"
    "sí|si|realizado|logrado|"
    "fait|terminé|terminée|achevé|oui|réalisé|concluído|concluída|feito|feita|finalizado|sim|entregue|"
    "fatto|fatta|completato|"
    "completata|concluso|sì|finito|gedaan|klaar|afgerond|voltooid|zrobione|gotowe|ukończone|zakończone|"
    "tak|wykonane|сделано|"
    "готово|выполнено|завершено|да|закончено|完成|已完成|是|完了|済|済み|達成|완료|완료됨|완성|예|"
    "เสร็จ|เสร็จแล้ว|เสร็จสิ้น|สำเร็จ|ใช่|"
    "tamamlandı|bitti|yapıldı|evet|klar|klart|färdig|slutförd|पूर्ण|हो गया|मुकम्मल|مكتمل|تم|نعم"
)
UNDONE_ELSEWHERE = (
    r"(?:geplant|offen|in arbeit|in bearbeitung|nicht|gescheitert|abgebrochen|nein|verschoben|läuft|ausstehend|"
    r"planificad[oa]|pendiente|en curso|en progreso|en proceso|fallid[oa]|cancelad[oa]|abandonad[oa]|"
    r"aplazad[oa]|sin empezar|"
    r"prévue?|en cours|à faire|échouée?|abandonnée?|annulée?|non|pas|reportée?|planejad[oa]|planead[oa]|"
    r"pendente|em andamento|"
    r"não|falhou|adiad[oa]|a fazer|previst[oa]|in corso|da fare|fallit[oa]|annullat[oa]|rimandat[oa]|sospes[oa]|"
    r"gepland|bezig|mislukt|geannuleerd|niet|nee|uitgesteld|lopend|planowan[eya]|w toku|nie|anulowan[eya]|w trakcie|"
    r"odłożon[eya]|запланирован\w*|в работе|в процессе|не|нет|отменен\w*|отменён\w*|провален\w*|отложен\w*|"
    r"planlandı|planlanıyor|devam ediyor|yapılmadı|iptal|hayır|başarısız|ertelendi|planerad|pågår|"
    r"pågående|ej|inte|inställd|nej)"
    r"\b|未|没|計画|计划|予定|进行中|進行中|取消|中止|失败|失敗|延期|保留|保留中|预定|暂停|否|예정|"
    r"진행|미완|취소|실패|보류|아니|연기|"
    r"กำลัง|ยังไม่|ยกเลิก|วางแผน|ไม่|ล้มเหลว|लंबित|जारी|रद्द|قيد|لم|ملغى|مخطط"
)


def plain_letters(name: str) -> str:
    """A name as it is looked up where the spelling fails: accents and signs over letters taken off."""
    return "".join(ch for ch in unicodedata.normalize("NFKD", name) if not unicodedata.combining(ch))
