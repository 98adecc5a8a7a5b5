import type { RawMessage } from "./schema.ts";

/** Where Zulip's web app shows a message among its neighbours. https://zulip.com/api/zulip-urls */
export function messageUrl(realm: string, message: RawMessage): string {
  const { display_recipient: recipient, stream_id: channelId, subject, id } = message;
  if (typeof recipient === "string")
    return `${realm}/#narrow/channel/${channelSlug(channelId ?? 0, recipient)}/topic/${encodeHash(subject)}/near/${id}`;
  const ids = recipient.map((person) => person.id).sort((one, other) => one - other);
  return `${realm}/#narrow/dm/${ids.join(",")}${ids.length >= 3 ? "-group" : ""}/near/${id}`;
}

function channelSlug(id: number, name: string): string {
  return `${id}-${encodeHash(name.replaceAll(" ", "-"))}`;
}

/** Zulip hides percent-encoding from browsers that undo it in the fragment: `.20` in place of `%20`. */
export function encodeHash(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replace(/[!'()*.]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%", ".");
}
