import { z } from "zod";
import { isTimeZone } from "#lib/core/time-zone.ts";

const channels = z.strictObject({
  bell: z.boolean(),
  mail: z.boolean(),
  talk: z.boolean(),
  matrix: z.boolean(),
});

const clock = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "clock")
  .describe("`HH:MM`");

const quiet = z
  .strictObject({
    from: clock,
    to: clock,
    timeZone: z.string().refine(isTimeZone, "time_zone"),
  })
  .refine(({ from, to }) => from !== to, { error: "same", path: ["to"] });

/** How somebody wants to be told. What is left out stays as it is; `quiet: null` ends quiet hours. */
export const newsChoicesInput = z.strictObject({
  events: z
    .strictObject({
      requested: channels.optional(),
      confirmed: channels.optional(),
      cancelled: channels.optional(),
      sync_trouble: channels.optional(),
    })
    .optional(),
  quiet: quiet.nullable().optional().describe("They may pass midnight: from 22:00 to 07:00"),
  troublePasses: z.boolean().optional().describe("Whether trouble is told in quiet hours too"),
  everybody: z
    .boolean()
    .optional()
    .describe("Of an admin or the desk who is an artist too: also the others' appointments"),
});

export type NewsChoicesInput = z.infer<typeof newsChoicesInput>;
