import { z } from "zod";
import { jsonOf } from "./json-of.ts";

/** One cursor form whatever the vendor does: opaque to callers, checked when it comes back. */

const LONGEST = 3000;

/** @param list which list it is a place in, such as `todoist.tasks`: a cursor of another one is refused. */
export function writeCursor(list: string, place: unknown): string {
  return Buffer.from(JSON.stringify([list, place]), "utf8").toString("base64url");
}

/** What a page answers as `nextCursor`: null after the last one. @param next where the following page begins */
export function cursorAfter(list: string, next: unknown): string | null {
  return next === null ? null : writeCursor(list, next);
}

/** The `cursor` of a query as the place it was written for. Anything else is `unknown`. */
export function cursorOf<Place>(list: string, place: z.ZodType<Place>) {
  return z
    .string()
    .max(LONGEST, "too_long")
    .transform((text, context): Place => {
      const read = z
        .tuple([z.literal(list), place])
        .safeParse(jsonOf(Buffer.from(text, "base64url").toString("utf8")));
      if (read.success) return read.data[1];
      context.addIssue({ code: "custom", message: "unknown" });
      return z.NEVER;
    })
    .meta({ type: "string", description: "`nextCursor` of the page before" });
}
