"""What a service imports sooner or later; starts no thread (a thread does not survive a fork)."""

import chromadb  # noqa: F401
import dbos  # noqa: F401
import langchain_openai  # noqa: F401

import service.app
import service.cli
import service.wiring  # noqa: F401
