import type { CalendarEvent } from "./webhook-events.ts";
import type { Webhooks } from "./webhooks.ts";

const timeoutMs = 5000;
const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Calls the webhooks registered for an event, each once and without waiting for it, as Nextcloud's background job
 * does: no second attempt, no signature. Nothing but this machine is ever called.
 */
export function webhookCaller(webhooks: Webhooks, now: () => number) {
  const ending = new AbortController();
  return {
    call(event: CalendarEvent) {
      // The sandbox does not keep who asked; Nextcloud says null as well where nobody is signed in.
      const payload = { event, user: null, time: Math.floor(now() / 1000) };
      for (const webhook of webhooks.list()) {
        if (webhook.event !== event.class || !loopback.has(new URL(webhook.uri).hostname)) continue;
        const auth = webhook.authMethod === "header" ? webhook.authData : null;
        void fetch(webhook.uri, {
          method: webhook.httpMethod,
          headers: { ...webhook.headers, ...auth, "Content-Type": "application/json" },
          body: JSON.stringify(payload),
          redirect: "manual",
          signal: AbortSignal.any([ending.signal, AbortSignal.timeout(timeoutMs)]),
        }).then(
          (response) => response.body?.cancel(),
          () => undefined,
        );
      }
    },
    close: () => ending.abort(),
  };
}
