"""What the forms of a packet cost: 100 bullets as Markdown, for Word and as PDF, in times of the Markdown."""

import statistics
import time
from collections.abc import Callable

from pydantic import BaseModel, ConfigDict

from evals.long_logs import a_log_of
from service.domain.brag import BragEntry, BragLog
from service.domain.built_in import built_in_rubric
from service.domain.claims import Kind, Ruling, Verdict
from service.domain.evidence import Standing
from service.domain.packet import Bullet, DraftedBy, Level, Packet, PacketId, Provenance, Section, Sentence, Shows
from service.domain.rubric import Dimension
from service.rendering.markdown import packet_markdown
from service.rendering.packet_docx import packet_docx
from service.rendering.packet_pdf import packet_pdf

BULLETS = 100
REPEATS = 7
WORD_TIMES_MARKDOWN = 30.0
PDF_TIMES_MARKDOWN = 30.0


class FormFigures(BaseModel):
    """Seconds of wall time, medians; a PDF's with the start of its own process."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    markdown_s: float
    word_s: float
    pdf_s: float

    def promises(self) -> list[tuple[str, bool]]:
        """What is promised of each, in words, and whether it was kept."""
        word, pdf = self.word_s / self.markdown_s, self.pdf_s / self.markdown_s
        return [
            (
                f"{BULLETS} bullets for Word take {word:.0f}x the Markdown (at most {WORD_TIMES_MARKDOWN:.0f})",
                word <= WORD_TIMES_MARKDOWN,
            ),
            (
                f"{BULLETS} bullets as PDF take {pdf:.0f}x the Markdown (at most {PDF_TIMES_MARKDOWN:.0f})",
                pdf <= PDF_TIMES_MARKDOWN,
            ),
        ]


def measure_forms() -> FormFigures:
    """Renders the same packet in each form."""
    log = a_log_of(BULLETS)
    packet = _packet_of(log)
    return FormFigures(
        markdown_s=_median(lambda: packet_markdown(packet, log)),
        word_s=_median(lambda: packet_docx(packet, log)),
        pdf_s=_median(lambda: packet_pdf(packet, log)),
    )


def _packet_of(log: BragLog) -> Packet:
    """A packet whose bullets are the log's entries, as many in each dimension."""
    rubric = built_in_rubric()
    dimensions = rubric.dimensions
    return Packet(
        id=PacketId("bench"),
        rubric=rubric,
        headline="Every entry of a log, told once.",
        sections=tuple(_section(one, log.entries[n :: len(dimensions)]) for n, one in enumerate(dimensions)),
        provenance=Provenance(service="bench", model="none", embedder="none", rubric=rubric.digest(), entries={}),
    )


def _section(dimension: Dimension, entries: tuple[BragEntry, ...]) -> Section:
    shows = Shows(dimension=dimension.id, level=Level.NEXT, behaviour=dimension.next)
    verdict = Verdict(ruling=Ruling.SUPPORTED, because="As written.", settled_by=Kind.VERBATIM)
    return Section(
        dimension=dimension.id,
        standing=Standing.CONSISTENT,
        why_this_standing=f"The next level is shown by {len(entries)} entries.",
        bullets=tuple(
            Bullet(
                id=f"b-{entry.id}",
                shows=shows,
                drafted_by=DraftedBy.VERBATIM,
                before=(),
                sentences=(Sentence(text=entry.text, cites=(entry.id,), verdict=verdict),),
            )
            for entry in entries
        ),
    )


def _median(work: Callable[[], object]) -> float:
    """The median of REPEATS runs after one that warms the caches."""
    work()
    taken = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)
