"""Run with: python3 -m unittest discover clients/python/tests"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import threading
import traceback
import unittest
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from unittest import mock

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from hub_messenger_client import MessengerClient, MessengerError  # noqa: E402
from hub_messenger_client import request as requests  # noqa: E402

CREATED = {"id": "n1", "status": "sent", "title": "Hello"}


class Service:
    """Answers what it is told to, one after the other, and keeps what it was asked."""

    def __init__(self) -> None:
        self.answers: list[tuple[int, dict[str, str], object]] = []
        self.seen: list[tuple[str, dict[str, str], dict[str, object]]] = []
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers.get("Content-Length", 0))
                headers = {name.lower(): value for name, value in self.headers.items()}
                service.seen.append((self.path, headers, json.loads(self.rfile.read(length) or b"{}")))
                status, more, body = service.answers.pop(0) if service.answers else (201, {}, CREATED)
                if status == 0:
                    self.close_connection = True
                    self.connection.close()
                    return
                data = body.encode() if isinstance(body, str) else json.dumps(body).encode()
                self.send_response(status)
                for name, value in more.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            do_GET = do_POST

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


class ClientTest(unittest.TestCase):
    def setUp(self) -> None:
        self.service = Service()
        self.addCleanup(self.service.server.server_close)
        self.addCleanup(self.service.server.shutdown)
        patch = mock.patch.object(requests, "BASE_PAUSE_SECONDS", 0.001)
        patch.start()
        self.addCleanup(patch.stop)
        self.client = MessengerClient(self.service.url + "/", "secret", source_app="shop")

    def test_three_targets(self) -> None:
        self.assertEqual(self.client.notify(event_type="e", title="T"), CREATED)
        self.client.notify_entity("erp", "e", "T", "words", entity_type="machine", entity_id=42)
        until = datetime(2030, 1, 1, tzinfo=timezone.utc)
        self.client.notify_user(event_type="e", title="T", target_user=7, tags=("a",), expires_at=until)
        (path, headers, general), (_, _, entity), (_, _, person) = self.service.seen
        self.assertEqual(path, "/api/v1/notifications/send")
        self.assertEqual(headers["x-service-token"], "secret")
        self.assertEqual(
            general, {"source_app": "shop", "event_type": "e", "title": "T", "target_type": "general"}
        )
        self.assertEqual(entity["source_app"], "erp")
        self.assertEqual((entity["entity_type"], entity["entity_id"]), ("machine", 42))
        self.assertEqual((person["target_type"], person["target_user"], person["tags"]), ("dm", "7", ["a"]))
        self.assertEqual(person["expires_at"], "2030-01-01T00:00:00+00:00")

    def test_repeats_under_one_key(self) -> None:
        self.service.answers = [(503, {}, "<html>"), (429, {"Retry-After": "0"}, {}), (0, {}, {})]
        self.assertEqual(self.client.notify(event_type="e", title="T"), CREATED)
        self.assertEqual(len(self.service.seen), 4)
        self.assertEqual(len({headers["idempotency-key"] for _, headers, _ in self.service.seen}), 1)
        self.client.notify(event_type="e", title="T")
        self.assertNotEqual(
            self.service.seen[-1][1]["idempotency-key"], self.service.seen[0][1]["idempotency-key"]
        )

    def test_refusals_are_not_repeated(self) -> None:
        problem = {"code": "invalid_input", "detail": "No.", "errors": {"title": ["is missing"]}}
        self.service.answers = [(422, {}, problem)]
        with self.assertRaises(MessengerError) as caught:
            self.client.notify(event_type="e", title="")
        self.assertEqual((caught.exception.status, caught.exception.code), (422, "invalid_input"))
        self.assertEqual(caught.exception.errors, {"title": ["is missing"]})
        self.assertEqual(len(self.service.seen), 1)

    def test_what_is_not_configured_or_asks_for_long_is_told_at_once(self) -> None:
        for answer in [
            (503, {}, {"code": "messenger_not_configured"}),
            (429, {"Retry-After": "3600"}, {"code": "rate_limited"}),
        ]:
            self.service.answers = [answer]
            self.service.seen.clear()
            with self.assertRaises(MessengerError):
                self.client.notify(event_type="e", title="T")
            self.assertEqual(len(self.service.seen), 1)

    def test_the_token_follows_no_redirect(self) -> None:
        other = Service()
        self.addCleanup(other.server.server_close)
        self.addCleanup(other.server.shutdown)
        self.service.answers = [(307, {"Location": other.url}, {})]
        with self.assertRaises(MessengerError):
            self.client.notify(event_type="e", title="T")
        self.assertEqual(other.seen, [])

    def test_what_no_header_carries(self) -> None:
        MessengerClient(self.service.url, "secret\n").notify("s", "e", "T")
        self.assertEqual(self.service.seen[0][1]["x-service-token"], "secret")
        broken = MessengerClient(self.service.url, "sec\nret")
        for send in [
            lambda: broken.notify("s", "e", "T"),
            lambda: self.client.notify(event_type="e", title="T", idempotency_key="10 €"),
        ]:
            with self.assertRaises(MessengerError) as caught:
                send()
            self.assertEqual((caught.exception.status, caught.exception.code), (0, "invalid_input"))
            self.assertNotIn("ret", "".join(traceback.format_exception(caught.exception)))
        quiet = MessengerClient(self.service.url, "secret", fail_silently=True)
        with self.assertLogs("hub_messenger_client", "WARNING"):
            self.assertIsNone(quiet.notify("s", "e", "T", idempotency_key="10 €"))
        self.assertEqual(len(self.service.seen), 1)

    def test_silently(self) -> None:
        quiet = MessengerClient("http://127.0.0.1:9", "secret", retries=0, fail_silently=True)
        with self.assertLogs("hub_messenger_client", "WARNING") as logs:
            self.assertIsNone(quiet.notify(source_app="s", event_type="e", title="T"))
        self.assertNotIn("secret", "".join(logs.output) + repr(quiet))

    def test_asyncio(self) -> None:
        async def all_three() -> list[object]:
            return await asyncio.gather(
                self.client.anotify(event_type="e", title="T"),
                self.client.anotify_entity(event_type="e", title="T", entity_type="m", entity_id="1"),
                self.client.anotify_user(event_type="e", title="T", target_user="1"),
            )

        self.assertEqual(asyncio.run(all_three()), [CREATED] * 3)

    def test_environment(self) -> None:
        names = {"MESSENGER_SERVICE_URL": self.service.url, "MESSENGER_SERVICE_TOKEN": "from-environment"}
        with mock.patch.dict(os.environ, names):
            MessengerClient().notification("a/b")
        path, headers, _ = self.service.seen[0]
        self.assertEqual(path, "/api/v1/notifications/a%2Fb")
        self.assertEqual(headers["x-service-token"], "from-environment")
        with mock.patch.dict(os.environ, clear=True):
            with self.assertRaises(ValueError):
                MessengerClient()
            with self.assertRaises(ValueError):
                MessengerClient("http://localhost")


if __name__ == "__main__":
    unittest.main()
