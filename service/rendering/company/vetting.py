"""A company's template before it is used: what could run, fetch or embed something is refused, naming the part."""

import io
import re
import zipfile

from lxml import etree

from service.apart.archives import Refused, within_limits

_RUNS = re.compile(r"vbaProject|vbaData|activeX|oleObject|embeddings/|\.bin$|afchunk", re.IGNORECASE)
_EMBEDS = ("/vbaProject", "/oleObject", "/aFChunk", "/control", "/package", "/keyMapCustomizations")
# Fields that fetch, run or take in something from elsewhere.
_FIELDS = re.compile(
    r"\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|LINK|RD|DATABASE|MACROBUTTON|MERGEFIELD|ASK|FILLIN)\b",
    re.IGNORECASE,
)
_PLAIN_LINK = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)


def vet(raw: bytes) -> None:
    """Raises Refused: `damaged`, `locked`, `too_large`, `no_docx`, or `what:part` for something that is not taken."""
    within_limits(raw)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        names = archive.namelist()
        if "word/document.xml" not in names or "[Content_Types].xml" not in names:
            raise Refused("no_docx")
        if len(names) != len(set(names)):
            raise Refused("damaged")
        for name in names:
            if _RUNS.search(name):
                raise Refused(f"runs:{name}")
            if name.endswith((".xml", ".rels")):
                _vet_part(name, archive.read(name))


def _vet_part(name: str, part: bytes) -> None:
    try:
        root = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as broken:
        raise Refused(f"markup:{name}") from broken
    # A type of its own is where a document defines entities; another encoding is where two readers differ.
    if root.getroottree().docinfo.internalDTD is not None or b"<!DOCTYPE" in part:
        raise Refused(f"markup:{name}")
    if (root.getroottree().docinfo.encoding or "UTF-8").upper() not in ("UTF-8", "ASCII", "US-ASCII"):
        raise Refused(f"markup:{name}")
    instructions: list[str] = []
    for element in root.iter(etree.Element):
        kind = etree.QName(element).localname
        if kind == "Relationship":
            _vet_relationship(name, element.get("Type", ""), element.get("TargetMode", ""), element.get("Target", ""))
        elif kind in ("Override", "Default") and "macroEnabled" in element.get("ContentType", ""):
            raise Refused(f"runs:{name}")
        elif kind in ("instrText", "delInstrText"):
            instructions.append(element.text or "")
        instructions += [told for key, told in element.attrib.items() if etree.QName(key).localname == "instr"]
    # An instruction may be written in pieces.
    told = "".join(instructions)
    if _FIELDS.search(told) or "{" in told:
        raise Refused(f"fields:{name}")


def _vet_relationship(name: str, kind: str, mode: str, target: str) -> None:
    if kind.endswith(_EMBEDS):
        raise Refused(f"runs:{name}")
    if mode.lower() != "external":
        return
    if not (kind.endswith("/hyperlink") and _PLAIN_LINK.match(target)):
        raise Refused(f"outside:{name}")
