"""Logs and rubrics as a request names them: inline in any format read, or stored."""

from service.casework import Casework
from service.domain.brag import LogId, Owner
from service.domain.built_in import built_in_rubric
from service.domain.rubric import Rubric, RubricId
from service.errors import Invalid, WrongLevels
from service.intake.logs import LogReading, read_log
from service.intake.rubrics import LadderFile, RubricReading, read_ladder
from service.ports import StoredLog
from service.settings import Settings
from service.web.api.schemas import LogIn, LogSource, RubricSource


def parse_log(log: LogSource, settings: Settings) -> LogReading:
    """An inline log, read like a file."""
    if isinstance(log, LogIn):
        return read_log(log.as_file(), filename="log.json", limit_bytes=settings.max_upload_bytes, strict=True)
    return read_log(log.encode(), filename=None, limit_bytes=settings.max_upload_bytes)


async def find_log(
    casework: Casework, owner: Owner, settings: Settings, log: LogSource | None, log_id: LogId | None
) -> StoredLog:
    """The log a request means, stored; raises Invalid unless it names exactly one."""
    if (log is None) == (log_id is None):
        raise Invalid("Name one log", mend="Send either `log` or `log_id`")
    if log_id is not None:
        return await casework.log(owner, log_id)
    assert log is not None
    reading = parse_log(log, settings)
    return await casework.keep_log(owner, reading.log, reading.unread)


async def find_rubric(
    casework: Casework,
    owner: Owner,
    rubric: RubricSource | None,
    rubric_id: RubricId | None,
    from_level: str | None = None,
    to_level: str | None = None,
) -> Rubric:
    """The rubric a request means; the built-in one when it names none."""
    if rubric is not None and rubric_id is not None:
        raise Invalid("Name one rubric", mend="Send either `rubric` or `rubric_id`")
    if rubric_id is not None:
        if from_level or to_level:
            raise Invalid("A stored rubric holds its two levels already", mend="Leave out `from_level` and `to_level`")
        return (await casework.rubric(owner, rubric_id)).rubric
    if rubric is None:
        if from_level or to_level:
            raise Invalid("from_level and to_level choose levels of a ladder", mend="Send the ladder as `rubric`")
        return built_in_rubric()
    return parse_ladder(rubric, from_level, to_level).rubric


def parse_ladder(rubric: RubricSource, from_level: str | None, to_level: str | None) -> RubricReading:
    """An inline rubric, read like a file; raises WrongLevels for levels it does not hold."""
    raw, name = (rubric.model_dump_json(), "rubric.json") if isinstance(rubric, Rubric) else (rubric, None)
    try:
        return read_ladder([LadderFile(name, raw.encode())], from_level=from_level, to_level=to_level)
    except WrongLevels as wrong:
        mend = "Name the level you hold as `from_level` and the one you argue for as `to_level`"
        raise WrongLevels(wrong.message, mend=mend, faults=wrong.faults) from None
