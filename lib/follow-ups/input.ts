import { z } from "zod";
import { instant, oneLine, yesOrNo } from "#lib/core/shapes.ts";
import { FOLLOW_UP_CONNECTORS, FOLLOW_UP_EVENTS } from "./kinds.ts";
import { issueWords, templateIssues } from "./template.ts";

/** Shapes of what people send about follow-ups. */

export const followUpEvent = z.enum(FOLLOW_UP_EVENTS, { error: "unknown" });
export const followUpConnector = z.enum(FOLLOW_UP_CONNECTORS, { error: "unknown" });

/** Line breaks stay; every complaint says what, and where. */
const template = z
  .string({ error: "required" })
  // Far beyond what is allowed, so that the complaint can count.
  .max(100_000, "too_long")
  .transform((text) =>
    text
      .replace(/\r\n?/g, "\n")
      .replace(/[^\P{Cc}\n\t]/gu, "")
      .toWellFormed()
      .trim(),
  )
  .superRefine((text, context) => {
    for (const issue of templateIssues(text))
      context.addIssue({ code: "custom", message: issueWords(issue) });
  });

/** Ids that are numbers: what is none names nothing, and would be read as a name. */
const numbered = oneLine(15).pipe(z.string().regex(/^([1-9]\d*)?$/, "unknown"));

/** Where it goes; what a system does not know is left out. */
export const followUpTarget = z
  .object({
    /** Todoist's project; the inbox where none is said. */
    projectId: oneLine(200)
      .pipe(z.string().regex(/^[\w-]*$/, "unknown"))
      .optional(),
    /** FreeScout's mailbox. */
    mailboxId: numbered.optional(),
    /** Zulip's channel, by its id, because names change; and the topic. */
    channel: numbered.optional(),
    topic: oneLine(60).optional(),
  })
  .meta({
    description:
      "`projectId` for Todoist, `mailboxId` for FreeScout, `channel` (its id) and `topic` for Zulip",
  });

export const followUpInput = z.object({
  event: followUpEvent,
  connector: followUpConnector,
  active: yesOrNo,
  template: template.optional().meta({ description: "As it is unless given" }),
  target: followUpTarget.optional(),
  updatedAt: instant
    .nullable()
    .optional()
    .meta({ description: "Of what it was made from; refused with `conflict` where it was saved since" }),
});
export type FollowUpInput = z.infer<typeof followUpInput>;

export const followUpTrial = z.object({ event: followUpEvent, connector: followUpConnector, template });
export type FollowUpTrial = z.infer<typeof followUpTrial>;
