import type { Outgoing } from "#db/queries/messenger-deliveries.ts";

/** As Talk takes them; longer ones are cut. */
const MOST_CHARACTERS = 32_000;
const CUT = " […]";

/**
 * What is said in Talk, where the service account speaks for everybody: a person's words begin with their name, an
 * application's end with its own. `origin` is where browsers find files. Words of others ring nobody: what would mention
 * somebody there (`@name`, `@"name"`) is parted by a character of no width.
 */
export function talkText(
  { message, notification, media }: Outgoing,
  { origin, isDirect }: { origin: string; isDirect: boolean },
): string {
  const words = notification
    ? [
        notification.title,
        notification.body,
        notification.clickUrl,
        [notification.sourceApp, ...notification.tags.map((tag) => `#${tag}`)].join(" · "),
      ]
    : [
        message.body === "" ? null : `${message.senderName}: ${message.body}`,
        media && `${media.filename} – ${origin}/api/v1/messages/media/${encodeURIComponent(media.id)}`,
      ];
  const text = words
    .filter((part) => part !== null && part.trim() !== "")
    .join("\n")
    .toWellFormed()
    .replace(/[^\P{Cc}\n\t]/gu, "")
    .replace(/@(?=["\p{L}\p{N}_])/gu, "@\u2060");
  // In a conversation of two every message rings anyway.
  const ring = notification?.priority === "urgent" && !isDirect ? "@all " : "";
  const characters = Array.from(ring + text);
  return characters.length <= MOST_CHARACTERS
    ? characters.join("")
    : characters.slice(0, MOST_CHARACTERS - CUT.length).join("") + CUT;
}
