"""What the OpenAPI document says beyond what the routes say themselves."""

from typing import Any

from fastapi import FastAPI

from service.web.api.schemas import LogPost

_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "Sent again with the same key and body, a request is answered again and not carried out again.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255},
}


def install_description(app: FastAPI) -> None:
    """Adds the header that every POST takes, and the shapes of the bodies that a route reads by itself."""
    plain = app.openapi

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            document = plain()
            for path, methods in document["paths"].items():
                if path.startswith("/v1/") and "post" in methods:
                    methods["post"].setdefault("parameters", []).append(_KEY)
            shapes = LogPost.model_json_schema(ref_template="#/components/schemas/{model}").get("$defs", {})
            for name, shape in shapes.items():
                document["components"]["schemas"].setdefault(name, shape)
            app.openapi_schema = document
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign]  # the way the framework names for it
