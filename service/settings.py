"""Settings from the environment (`PROMOCASE_` prefix, `.env` read), parsed once; they stop at wiring."""

import os
import sys
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from service.errors import Fault, Misconfigured
from service.faults import in_plain_words


def default_data_dir() -> Path:
    """`data/` of the checkout when run from one, else the platform's folder for a user's own data."""
    checkout = Path(__file__).resolve().parents[1]
    if (checkout / "pyproject.toml").is_file():
        return checkout / "data"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "promocase"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "promocase"
    return Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share")) / "promocase"


class Settings(BaseSettings):
    """What an operator may set. Durations in seconds, sizes in MB, budgets in tokens."""

    model_config = SettingsConfigDict(env_prefix="PROMOCASE_", env_file=".env", extra="ignore", frozen=True)

    model: str = "none"
    """`none`, or `provider:model` as LangChain's init_chat_model names it, such as `openai:gpt-...`."""
    model_base_url: str | None = None
    model_deadline_s: float = Field(default=120.0, gt=0, le=3_600)
    """The longest one model call may take, its retries included."""
    model_backoff_s: float = Field(default=0.5, ge=0, le=60)
    """About how long the first wait between two requests of one call is; a provider's Retry-After goes before it."""
    breaker_failures: int = Field(default=5, ge=1, le=1_000)
    """After how many failed calls in a row the provider is taken to be down and is not asked for a while."""
    breaker_wait_s: float = Field(default=30.0, gt=0, le=3_600)
    """How long that is; then one call is let through to see."""
    model_concurrency: int = Field(default=4, ge=1, le=64)
    drafts_at_once: int = Field(default=4, ge=1, le=64)
    """How many queued drafts one process carries out at the same time."""
    drafts_waiting: int = Field(default=200, ge=1, le=100_000)
    """How many drafts, waiting or under way, are taken in before more are answered 429."""
    budget_tokens_per_packet: int = Field(default=200_000, ge=0)
    """This and the five below: 0 is no limit; days are in UTC, and requests to the model are counted one by one."""
    budget_calls_per_packet: int = Field(default=0, ge=0)
    budget_tokens_per_person: int = Field(default=0, ge=0)
    """Of one person on one day."""
    budget_calls_per_person: int = Field(default=0, ge=0)
    budget_tokens_per_day: int = Field(default=0, ge=0)
    """Of everybody together on one day."""
    budget_calls_per_day: int = Field(default=0, ge=0)
    redact_names: bool = False
    """Send the model placeholders for names, addresses and links, and put them back into what it replies."""
    embedder: str = "local"
    """`local` (all-MiniLM-L6-v2, on this machine) or `openai:model`."""
    embedder_base_url: str | None = None
    openai_api_key: SecretStr | None = Field(default=None, validation_alias="OPENAI_API_KEY")
    data_dir: Path = Field(default_factory=default_data_dir)
    database_url: SecretStr | None = None
    """SQLite in the data directory when unset; `postgresql://...` for more than one process."""
    chroma_url: str | None = None
    max_upload_mb: float = Field(default=5.0, gt=0, le=1_000)
    retention_days: int = Field(default=0, ge=0, le=36_500)
    """After how many days packets and interviews are deleted; 0 keeps them until their owner deletes them."""
    traces_url: str | None = None
    """Where traces are posted to (OTLP over HTTP), the whole address: http://127.0.0.1:4318/v1/traces."""
    requests_per_minute: int = Field(default=0, ge=0, le=1_000_000)
    """How many requests an owner may send a process; 0 is no limit."""
    log_format: Literal["text", "json"] = "text"
    """How a running service writes its log lines on stderr."""
    tokens_required: bool = False
    """Ask for an access token even while none was made; without it, the first one made turns this on."""
    allowed_hosts: str = ""
    """Host names beside this machine's own that requests may name, with commas between them."""

    @property
    def hosts(self) -> frozenset[str]:
        """The names of `allowed_hosts`, in small letters."""
        return frozenset(name.strip().lower() for name in self.allowed_hosts.split(",") if name.strip())

    @property
    def max_upload_bytes(self) -> int:
        return int(self.max_upload_mb * 1_000_000)


def read_settings(**overrides: object) -> Settings:
    """The environment's settings with `overrides` on top; raises Misconfigured naming each that cannot work."""
    try:
        return Settings(**overrides)  # type: ignore[arg-type]  # pydantic checks what the environment cannot promise
    except UnicodeDecodeError:
        raise Misconfigured(".env is not UTF-8 text", mend="Save it as UTF-8") from None
    except ValidationError as invalid:
        faults = [
            Fault(
                "_".join(["PROMOCASE", *map(str, error["loc"])]).upper(),
                in_plain_words(error["type"], error.get("ctx", {})),
            )
            for error in invalid.errors(include_input=False, include_url=False)
        ]
        raise Misconfigured(
            "A setting cannot be used", faults=faults, mend="Mend the variable in the environment or in .env"
        ) from None
