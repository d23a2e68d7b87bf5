"""What the first request would import, imported beforehand; and no garbage looked for in it ever after."""

import gc
import importlib


def warm(model: str) -> None:
    """Seconds of imports, so call it in a thread; `model` is the setting.

    The libraries are some hundred thousand objects that stay for good: going through them stopped every request for a
    quarter of a second, several times a minute.
    """
    importlib.import_module("chromadb")
    if model != "none":
        importlib.import_module("langchain.chat_models")
        provider = model.partition(":")[0]
        if provider in ("openai", model):
            importlib.import_module("langchain_openai")
    gc.collect()
    gc.freeze()
