# SPDX-License-Identifier: Apache-2.0
"""The API's description: what every operation may answer beside success is said once, for all of them."""

from __future__ import annotations

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from klynge.server.api.links import put_links

PROBLEM: dict[str, Any] = {
    "title": "Problem",
    "description": "What is wrong, where, and how to mend it (RFC 9457).",
    "type": "object",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "remedy": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["where", "what"],
                "properties": {"where": {"type": "string"}, "what": {"type": "string"}},
            },
        },
    },
    "additionalProperties": False,
}
_ANSWER = {
    "description": "What is wrong, where, and how to mend it.",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
_AWAY = _ANSWER | {"description": "The planner or the database does not answer just now: send the same again."}


class Api(NinjaAPI):
    """An API each of whose operations may answer with a problem."""

    def get_openapi_schema(self, *, path_prefix: str | None = None, path_params: Any = None) -> OpenAPISchema:
        """The OpenAPI description."""
        found = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        found["components"].setdefault("schemas", {})["Problem"] = PROBLEM
        found["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
        found["security"] = [{"token": []}]
        for path in found["paths"].values():
            for operation in path.values():
                operation["responses"] |= {"4XX": _ANSWER, "503": _AWAY}
        put_links(found["paths"])
        return found

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The function's name: what a client made from the description calls it."""
        return operation.view_func.__name__
