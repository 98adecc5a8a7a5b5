"""One request with its repetitions: all under one Idempotency-Key, so that nothing is told twice."""

from __future__ import annotations

import http.client
import json
import random
import time
import urllib.error
import urllib.request
from typing import Any

from .errors import MessengerError

BASE_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 8.0
# What the messenger may ask for; longer, and the caller hears of it.
LONGEST_WAIT_SECONDS = 60.0
LARGEST_ANSWER_BYTES = 1_000_000
REPEATED = frozenset({408, 425, 429, 500, 502, 503, 504})


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """The token is for one address alone."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


_opener = urllib.request.build_opener(_NoRedirect)


class _Failure(Exception):
    def __init__(self, told: MessengerError, passes: bool, wait_seconds: float | None = None) -> None:
        super().__init__(str(told))
        self.told = told
        self.passes = passes
        self.wait_seconds = wait_seconds


def ask(
    method: str,
    url: str,
    *,
    token: str,
    timeout: float,
    retries: int,
    body: dict[str, Any] | None = None,
    idempotency_key: str | None = None,
) -> dict[str, Any]:
    """The answer as JSON. Raises MessengerError."""
    headers = {"X-Service-Token": token, "Accept": "application/json"}
    if idempotency_key is not None:
        headers["Idempotency-Key"] = idempotency_key
    data = None
    if body is not None:
        headers["Content-Type"] = "application/json"
        data = json.dumps({name: value for name, value in body.items() if value is not None}).encode()
    attempt = 0
    while True:
        try:
            return _once(urllib.request.Request(url, data=data, headers=headers, method=method), timeout)
        except _Failure as failure:
            wait = failure.wait_seconds or 0.0
            if attempt >= retries or not failure.passes or wait > LONGEST_WAIT_SECONDS:
                raise failure.told from failure.__cause__
            most = min(LONGEST_PAUSE_SECONDS, BASE_PAUSE_SECONDS * 2**attempt)
            time.sleep(max(wait, random.uniform(0, most)))
            attempt += 1


def _once(request: urllib.request.Request, timeout: float) -> dict[str, Any]:
    try:
        with _opener.open(request, timeout=timeout) as response:
            answer = _read(response)
    except urllib.error.HTTPError as error:
        with error:
            raise _refused(error.code, error.headers, _read(error)) from error
    except ValueError:
        # What Python says of it quotes it; a token must not end up in a log.
        words = "The address, the token or the idempotency key holds characters that cannot be sent."
        raise _Failure(MessengerError(words, code="invalid_input"), False) from None
    except (OSError, http.client.HTTPException) as error:
        raise _Failure(MessengerError("The messenger did not answer."), True) from error
    if not isinstance(answer, dict):
        raise _Failure(MessengerError("The answer cannot be read.", code="unreadable"), True)
    return answer


def _read(response: Any) -> Any:
    try:
        return json.loads(response.read(LARGEST_ANSWER_BYTES))
    except (ValueError, OSError, http.client.HTTPException):
        return None


def _refused(status: int, headers: Any, answer: Any) -> _Failure:
    problem = answer if isinstance(answer, dict) else {}
    code = problem.get("code")
    errors = problem.get("errors")
    words = problem.get("detail") or problem.get("title") or f"The messenger answered {status}."
    told = MessengerError(
        str(words),
        status=status,
        code=code if isinstance(code, str) else "unreadable",
        errors=errors if isinstance(errors, dict) else None,
    )
    passes = status in REPEATED and not told.code.endswith("_not_configured")
    try:
        wait_seconds = max(0.0, float(headers.get("Retry-After", "")))
    except ValueError:
        wait_seconds = None
    return _Failure(told, passes, wait_seconds)
