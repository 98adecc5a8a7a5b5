import type { FollowUpConnector } from "#db/queries/queue-follow-ups.ts";

/** What says where a follow-up goes: in which project, mailbox or channel, and in Zulip under which topic. */
export type Place = "projectId" | "mailboxId" | "channel" | "topic";

/** What of a target is whose: what its system is asked for, all of it, and what nothing can be sent without. */
export const PLACES: Record<FollowUpConnector, { chosen: Place; known: Place[]; required: Place[] }> = {
  // Tasks without a project go to the inbox.
  todoist: { chosen: "projectId", known: ["projectId"], required: [] },
  freescout: { chosen: "mailboxId", known: ["mailboxId"], required: ["mailboxId"] },
  zulip: { chosen: "channel", known: ["channel", "topic"], required: ["channel", "topic"] },
};

/** What of a target is still to be said before anything can go there. */
export function missingPlaces(
  connector: FollowUpConnector,
  target: Readonly<Record<string, string | undefined>>,
): Place[] {
  return PLACES[connector].required.filter((place) => !target[place]?.trim());
}
