import type { NewOutboxRow, OutboxRow } from "#db/queries/outbox.ts";

/** A mail of news: a notice to one person, written when it leaves (lib/news/send-news-mail.ts). */
export function newsMailRow(
  { id, appointmentId, payload }: Pick<OutboxRow, "id" | "appointmentId" | "payload">,
  userId: string,
  nowMs: number,
): NewOutboxRow {
  const { held: _, ...news } = payload;
  return {
    id: `notice:${id}:${userId}`,
    kind: "notice",
    appointmentId,
    payload: { ...news, template: "news", to: userId },
    nextAttemptAt: nowMs,
    createdAt: nowMs,
  };
}
