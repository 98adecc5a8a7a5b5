"""Why the messenger did not take something."""

from __future__ import annotations


class MessengerError(Exception):
    """`status` is HTTP's, 0 where nobody answered; `code` is stable; `errors` holds messages by field."""

    def __init__(
        self,
        message: str,
        *,
        status: int = 0,
        code: str = "unreachable",
        errors: dict[str, list[str]] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.errors = errors or {}
