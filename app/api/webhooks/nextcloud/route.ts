import { requireWebhookSecret } from "#lib/auth/webhook-secret.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { readBody } from "#lib/http/read-body.ts";
import { route } from "#lib/http/route.ts";
import { followHook } from "#lib/sync/follow-hook.ts";

const { body: hook, ...unread } = endpoints.nextcloudWebhook;

/** Not a byte of the body is read before the secret is known to be right. */
export const POST = route({ ...unread, body: undefined }, async ({ ctx, request }) => {
  requireWebhookSecret(ctx.env, request.headers);
  const { value } = await readBody(request);
  const calendars = await followHook(ctx, parseInput(hook, value));
  return { calendars: calendars.length };
});
