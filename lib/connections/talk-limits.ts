import { readCapabilities } from "#lib/nextcloud/capabilities.ts";
import type { Transport } from "#lib/nextcloud/transport.ts";
import type { KnownRooms } from "./rooms-cache.ts";

/** Talk's limit before it named one; nothing shorter needs a question. */
const ALWAYS_ACCEPTED = 1000;

/** Notes the hash that Talk sends with its answers: once it changes, its capabilities are asked for anew. */
export function watchTalkHash(transport: Transport, known: KnownRooms): Transport {
  return {
    ...transport,
    async request(request) {
      const answer = await transport.request(request);
      known.talkHash = answer.headers.get("x-nextcloud-talk-hash") ?? known.talkHash;
      return answer;
    },
  };
}

/** Whether a message is longer than this Nextcloud takes, in its own count. @throws UpstreamError as `readCapabilities` */
export async function isTooLong(transport: Transport, known: KnownRooms, message: string): Promise<boolean> {
  const length = [...message].length;
  if (length <= ALWAYS_ACCEPTED) return false;
  if (!known.capabilities || known.capabilities.talkHash !== known.talkHash) {
    const { talkHash } = known;
    known.capabilities = { talkHash, value: await readCapabilities(transport) };
  }
  return length > (known.capabilities.value.talk?.maxMessageLength ?? Number.POSITIVE_INFINITY);
}
