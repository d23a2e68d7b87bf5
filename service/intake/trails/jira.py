"""Reads what Jira exports: search replies as JSON, and CSV in the language of whoever exported it."""

import re
from collections.abc import Sequence

from service.domain.when import When
from service.intake.day_order import SlashOrder
from service.intake.trails.days import day_in
from service.intake.trails.records import Record, plain
from service.intake.trails.trail import Found, Person, Recorded, Trace, TrailKind

# How the columns are called in English, German, French, Spanish, Portuguese, Italian and Dutch.
_SUMMARY = (
    "summary", "zusammenfassung", "résumé", "resume", "resumen", "resumo", "riepilogo", "samenvatting", "titel",
)  # fmt: skip
_KEY = (
    "issuekey", "key", "workitemkey", "vorgangsschlüssel", "schlüssel", "clédeticket", "clédudemande", "cléduticket",
    "clé",
    "clavedeincidencia", "clavedelaincidencia", "clave", "chavedaitem", "chavedoitem", "chavedapendência", "chave",
    "chiavesegnalazione", "chiaveticket", "chiave", "issuesleutel", "sleutel",
)  # fmt: skip
_STATUS = ("status", "état", "etat", "statut", "estado", "stato", "situação")
_RESOLUTION = ("resolution", "lösung", "résolution", "resolución", "resolução", "risoluzione", "oplossing")
_RESOLVED = (
    "resolved", "resolutiondate", "erledigt", "gelöst", "résolue", "résolu", "resuelta", "resuelto", "resolvido",
    "resolvida", "risolto", "opgelost",
)  # fmt: skip
_SETTLED = ("statuscategorychangedate", "statuscategorychanged")
_ASSIGNEE = (
    "assignee", "assigneeid", "bearbeiter", "zugewieseneperson", "zuständigeperson", "responsable", "attribution",
    "personneassignée", "personaasignada", "asignado", "responsável", "assegnatario", "toegewezenaan", "uitvoerder",
)  # fmt: skip
_EPICS = ("epicname", "epicsummary", "parentsummary", "epiclink", "customfieldepicname", "epos", "epik")
_COMPONENTS = ("components", "component", "componentss", "komponenten", "composants", "componentes", "componenti")
_LABELS = ("labels", "stichwörter", "étiquettes", "etiquetas", "etichette", "categorias", "labelsen")
_PROJECTS = ("projectname", "projectkey", "project", "projektname", "nomduprojet", "nombredelproyecto", "nomedoprojeto")
_DONE = frozenset(
    plain(word)
    for word in (
        "done|closed|resolved|complete|completed|released|shipped|deployed|fixed|verified|accepted|finished|fertig|"
        "erledigt|geschlossen|gelöst|abgeschlossen|terminé|terminée|fermé|fermée|résolu|résolue|fait|hecho|cerrado|"
        "cerrada|resuelto|resuelta|finalizado|finalizada|listo|concluído|concluída|feito|fechado|resolvido|"
        "completato|completata|chiuso|chiusa|risolto|fatto|gereed|gesloten|opgelost|klaar|afgerond"
    ).split("|")
)
_NOT_DONE_AFTER_ALL = re.compile(
    r"won.?t|wont|will not|duplicate|cannot|can not|not a bug|invalid|declined|abandon|rejected|obsolete|cancel|"
    r"incomplete|not reproduc|known error|duplikat|nicht|abgelehnt|verworfen|doublon|ne sera pas|annul|duplicad|"
    r"no se|cancelad|rechazad|não|rejeitad|duplicat|non |annullat|niet|geannuleerd|afgewezen",
    re.IGNORECASE,
)
_CALLED_OFF = re.compile(
    r"cancel|declin|reject|abandon|obsolet|won.?t|invalid|duplic|abgebrochen|verworfen|abgelehnt|annul|geannuleerd",
    re.IGNORECASE,
)
_UNRESOLVED = re.compile(
    r"unresolved|nicht erledigt|non résolue?|sin resolver|não resolvid|irrisolt|onopgelost", re.IGNORECASE
)


def is_jira(names: Sequence[str]) -> bool:
    """Whether a header is Jira's: the key of an issue beside its summary."""
    return any(name in _KEY and name not in ("key", "clé", "clave", "chave") for name in names) and any(
        name in _SUMMARY for name in names
    )


def read_jira(records: Sequence[Record], order: SlashOrder) -> Found:
    """Issues that were done as records; the others are folded."""
    found = Found(TrailKind.JIRA)
    for record in records:
        issue = record.inner("fields") if record.has("fields") else record
        title = issue.text(*_SUMMARY)
        if title:
            found.records.append(_recorded(record, issue, title, order))
        else:
            found.leave(record.place, "", "an issue without a summary")
    return found


def _recorded(record: Record, issue: Record, title: str, order: SlashOrder) -> Recorded:
    key = record.text(*_KEY)
    kind = issue.inner("issuetype").text("name") or issue.text("issuetype", "vorgangstyp", "typedeticket")
    status, resolution = issue.text(*_STATUS), issue.text(*_RESOLUTION)
    category = issue.inner("status").inner("statuscategory").text("key") or issue.text("statuscategory")
    dates = [when for words in issue.texts(*_RESOLVED) if (when := day_in(words, order)).known]
    resolved = bool(resolution) and not _UNRESOLVED.search(resolution)
    folded = ""
    if (resolved and _NOT_DONE_AFTER_ALL.search(resolution)) or _CALLED_OFF.search(status):
        folded = "issue closed without being done"
    elif (category and plain(category) not in _DONE and not (resolved and dates)) or (
        not category and plain(status) not in _DONE and not resolved and not dates
    ):
        folded = "issue not done yet"
    elif kind.casefold() in ("epic", "epos"):
        folded = "epic"
    # When it came to rest in a status that counts as done, where no day of resolution was kept.
    dates += [when for words in issue.texts(*_SETTLED) if (when := day_in(words, order)).known]
    parent = issue.inner("parent").inner("fields").text("summary")
    epics = [parent, *issue.texts(*_EPICS)] if parent else issue.texts(*_EPICS)
    names = tuple(dict.fromkeys(name for person in issue.people(*_ASSIGNEE) for name in person.names))
    return Recorded(
        trace=Trace(what="done issue", title=title, when=dates[0] if dates else When(), where=key or record.place),
        people=(Person(names),) if names else (),
        project=issue.inner("project").text("name", "key") or issue.text(*_PROJECTS) or key.rpartition("-")[0],
        themes=(*epics, *issue.texts(*_COMPONENTS), *issue.texts(*_LABELS)),
        folded=folded,
    )
