import { expect, test } from "vitest";
import { UpstreamError, type UpstreamErrorKind } from "#lib/core/errors.ts";
import { explainUpstream } from "./explain.ts";

test.each<[UpstreamErrorKind, string | undefined, string]>([
  ["auth", "credentials", "auth"],
  ["auth", "suspended", "suspended"],
  ["rejected", "busy", "busy"],
  ["rejected", "not-found", "not-found"],
  ["rejected", "not-shared", "not-shared"],
  ["rejected", "forbidden", "forbidden"],
  ["rejected", "not-a-calendar", "not-a-calendar"],
  ["rejected", "web-link", "web-link"],
  ["rejected", "public-link", "public-link"],
  ["rejected", "other-origin", "other-origin"],
  ["rejected", "redirect", "redirect"],
  ["rejected", "maintenance", "maintenance"],
  ["rejected", "unavailable", "unavailable"],
  ["rejected", "server-error", "unavailable"],
  ["rejected", "no-calendar-home", "not-caldav"],
  ["rejected", "refused-request", "rejected"],
  ["rejected", "constructor", "rejected"],
  ["rejected", "quota", "quota"],
  ["rejected", "locked", "locked"],
  ["rejected", "name-refused", "name-refused"],
  ["rejected", "parent-missing", "folder-missing"],
  ["rejected", "folder-of-others", "folder-of-others"],
  ["malformed", "spool-damaged", "spool-damaged"],
  ["malformed", "spool-missing", "spool-missing"],
  ["rejected", undefined, "rejected"],
  ["network", "tls", "tls"],
  ["network", "dns", "dns"],
  ["network", "timeout", "timeout"],
  ["network", "refused", "refused"],
  ["network", "reset", "network"],
  ["network", undefined, "network"],
  ["malformed", "html", "html"],
  ["malformed", "xml", "malformed"],
  ["malformed", "truncated", "malformed"],
  ["rate-limited", "too-many-requests", "rate-limited"],
  ["not-configured", undefined, "not-configured"],
])("%s, %s is explained as %s", (kind, reason, key) => {
  const explained = explainUpstream(new UpstreamError({ service: "nextcloud", kind, reason, message: "x" }));
  expect(explained.key).toBe(key);
  for (const words of [explained.title, explained.meaning, explained.cure]) expect(words).not.toBe("");
});
