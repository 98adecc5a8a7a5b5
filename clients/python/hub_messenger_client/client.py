"""The client."""

from __future__ import annotations

import asyncio
import logging
import os
import uuid
from datetime import datetime, timezone
from typing import Any, Sequence
from urllib.parse import quote

from .errors import MessengerError
from .request import ask

_log = logging.getLogger("hub_messenger_client")


class MessengerClient:
    """
    Tells people something through the messenger of a hub.

    `url` and `token` come from MESSENGER_SERVICE_URL and MESSENGER_SERVICE_TOKEN unless given. `timeout` is for one
    try, in seconds. With `fail_silently` what could not be told is logged and answered with None.
    """

    def __init__(
        self,
        url: str | None = None,
        token: str | None = None,
        *,
        source_app: str | None = None,
        timeout: float = 10.0,
        retries: int = 3,
        fail_silently: bool = False,
    ) -> None:
        self._url = (url or os.environ.get("MESSENGER_SERVICE_URL", "")).strip().rstrip("/")
        # Read from a file it often ends with a line break.
        self._token = (token or os.environ.get("MESSENGER_SERVICE_TOKEN", "")).strip()
        if not self._url.lower().startswith(("http://", "https://")):
            raise ValueError(
                "The messenger's address begins with http(s)://: give url, or set MESSENGER_SERVICE_URL."
            )
        if not self._token:
            raise ValueError("The service token is missing: give token, or set MESSENGER_SERVICE_TOKEN.")
        self._source_app = source_app
        self._timeout = timeout
        self._retries = retries
        self._fail_silently = fail_silently

    def __repr__(self) -> str:
        return f"MessengerClient(url={self._url!r})"

    def notify(
        self,
        source_app: str | None = None,
        event_type: str | None = None,
        title: str | None = None,
        body: str | None = None,
        **more: Any,
    ) -> dict[str, Any] | None:
        """
        Tells everybody. `more`: priority ("normal" or "urgent"), click_url, tags, dedupe_key, expires_at (datetime or
        ISO text), idempotency_key. Answers the notification as a dict. Raises MessengerError.
        """
        return self._send({"target_type": "general"}, source_app, event_type, title, body, **more)

    def notify_entity(
        self,
        source_app: str | None = None,
        event_type: str | None = None,
        title: str | None = None,
        body: str | None = None,
        *,
        entity_type: str,
        entity_id: str | int,
        **more: Any,
    ) -> dict[str, Any] | None:
        """Tells the room of one thing, made on first use; otherwise as `notify`."""
        target = {"target_type": "entity_room", "entity_type": entity_type, "entity_id": entity_id}
        return self._send(target, source_app, event_type, title, body, **more)

    def notify_user(
        self,
        source_app: str | None = None,
        event_type: str | None = None,
        title: str | None = None,
        body: str | None = None,
        *,
        target_user: str | int,
        **more: Any,
    ) -> dict[str, Any] | None:
        """Tells one person, by their id in the hub; otherwise as `notify`."""
        target = {"target_type": "dm", "target_user": str(target_user)}
        return self._send(target, source_app, event_type, title, body, **more)

    async def anotify(self, *args: Any, **more: Any) -> dict[str, Any] | None:
        """As `notify`, without blocking the event loop."""
        return await asyncio.to_thread(self.notify, *args, **more)

    async def anotify_entity(self, *args: Any, **more: Any) -> dict[str, Any] | None:
        """As `notify_entity`, without blocking the event loop."""
        return await asyncio.to_thread(self.notify_entity, *args, **more)

    async def anotify_user(self, *args: Any, **more: Any) -> dict[str, Any] | None:
        """As `notify_user`, without blocking the event loop."""
        return await asyncio.to_thread(self.notify_user, *args, **more)

    def notification(self, notification_id: str) -> dict[str, Any]:
        """How a notification stands now. Raises MessengerError."""
        path = f"/api/v1/notifications/{quote(notification_id, safe='')}"
        return ask("GET", self._url + path, token=self._token, timeout=self._timeout, retries=self._retries)

    def _send(
        self,
        target: dict[str, Any],
        source_app: str | None,
        event_type: str | None,
        title: str | None,
        body: str | None,
        *,
        priority: str | None = None,
        click_url: str | None = None,
        tags: Sequence[str] | None = None,
        dedupe_key: str | None = None,
        expires_at: datetime | str | None = None,
        idempotency_key: str | None = None,
    ) -> dict[str, Any] | None:
        message = {
            **target,
            "source_app": source_app or self._source_app,
            "event_type": event_type,
            "title": title,
            "body": body,
            "priority": priority,
            "click_url": click_url,
            "tags": None if tags is None else list(tags),
            "dedupe_key": dedupe_key,
            "expires_at": _instant(expires_at),
        }
        try:
            return ask(
                "POST",
                f"{self._url}/api/v1/notifications/send",
                token=self._token,
                timeout=self._timeout,
                retries=self._retries,
                body=message,
                idempotency_key=idempotency_key or str(uuid.uuid4()),
            )
        except MessengerError as error:
            if not self._fail_silently:
                raise
            _log.warning("not told: %s (%s)", error, error.code)
            return None


def _instant(value: datetime | str | None) -> str | None:
    """ISO 8601 in UTC; a datetime without a zone is taken as local time, as Python does."""
    return value.astimezone(timezone.utc).isoformat() if isinstance(value, datetime) else value
