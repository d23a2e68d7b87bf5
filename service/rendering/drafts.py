"""A draft as the prose its reader sees: our own packet as JSON is its page, and other JSON is no draft."""

import json

from pydantic import ValidationError

from service.domain.brag import BragLog
from service.domain.packet import Packet
from service.errors import Invalid
from service.rendering.markdown import packet_markdown


def as_prose(draft: str, log: BragLog) -> str:
    """The words of a draft; of a packet as JSON, the Markdown it is rendered to beside `log`.

    Raises Invalid for JSON that is no packet: its keys and brackets would be ruled on as claims.
    """
    if not draft.lstrip().startswith(("{", "[")):
        return draft
    try:
        json.loads(draft)
    except (ValueError, RecursionError):
        return draft
    try:
        return packet_markdown(Packet.model_validate_json(draft), log)
    except ValidationError:
        raise Invalid(
            "The draft is JSON, but no packet of ours", mend="Give its sentences as text or Markdown"
        ) from None
