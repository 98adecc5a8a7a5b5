import { HOUR } from "#lib/core/clock.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import { processWide } from "#lib/core/process-wide.ts";
import type { Client } from "../client.ts";
import { realmUrl } from "./realm-url.ts";
import { serverSettings } from "./schema.ts";

/**
 * Zulip 9.0. Of what is used here it is the newest: the `channel` operator of a narrow (250); before it came
 * `include_anchor` (155) and messages of type `direct` (174). https://zulip.com/api/changelog
 */
export const NEEDED_FEATURE_LEVEL = 250;

/** How long a server that was new enough is taken to be so still. */
const REMEMBERED_MS = 6 * HOUR;

/**
 * Refuses a server that does not know what we ask. Asked once in a while for each realm, by one caller at a time.
 * @param options.fresh asks now, whatever is remembered
 * @throws UpstreamError `rejected`, reason `too-old`
 */
export async function requireFeatureLevel(client: Client, options: { fresh?: boolean } = {}): Promise<void> {
  const realms = processWide(
    "integrations.zulip-realms",
    () => new Map<string, { checkedAt: number; level: Promise<number> }>(),
  );
  const realm = realmUrl(client.config.ZULIP_BASE_URL);
  const known = realms.get(realm);
  const isFresh = known && client.now() - known.checkedAt < REMEMBERED_MS && known.checkedAt <= client.now();
  const level = known && isFresh && !options.fresh ? known.level : ask(client);
  realms.set(realm, { checkedAt: known && level === known.level ? known.checkedAt : client.now(), level });
  try {
    refuseBelow(await level);
  } catch (error) {
    if (realms.get(realm)?.level === level) realms.delete(realm);
    // Who asked for all of us has left.
    const isOthers = level === known?.level && error instanceof UpstreamError && error.reason === "aborted";
    if (isOthers) return requireFeatureLevel(client, options);
    throw error;
  }
}

async function ask(client: Client): Promise<number> {
  return (await client.json({ path: "/server_settings" }, serverSettings)).zulip_feature_level;
}

function refuseBelow(level: number): void {
  if (level >= NEEDED_FEATURE_LEVEL) return;
  throw new UpstreamError({
    service: "zulip",
    kind: "rejected",
    reason: "too-old",
    message: `This Zulip is too old: its feature level is ${level}, and ${NEEDED_FEATURE_LEVEL} (Zulip 9.0) is needed.`,
  });
}
