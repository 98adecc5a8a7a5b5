import { z } from "zod";
import { id } from "#lib/core/shapes.ts";

/** Shapes of what people send about calendars. */

const calendarUrl = z.string({ error: "required" }).trim().min(1, "required").max(2000, "too_long");
const calendarId = z.string().trim().min(1, "required").max(500, "too_long");
const purpose = z.enum(["write", "block"]);
const blockBy = z.enum(["busy", "everything"]);

export const newCalendar = z.object({
  artistId: id,
  calendarUrl,
  calendarId: calendarId.optional(),
  purpose: purpose.optional(),
  blockBy: blockBy.optional(),
});
export type NewCalendarInput = z.infer<typeof newCalendar>;

export const calendarChange = z.object({
  id,
  calendarUrl: calendarUrl.optional(),
  calendarId: calendarId.optional(),
  purpose: purpose.optional(),
  blockBy: blockBy.optional(),
});
export type CalendarChangeInput = z.infer<typeof calendarChange>;

export const calendarTest = z.union([
  z.object({ id }),
  z.object({ artistId: id.optional(), calendarUrl, calendarId: calendarId.optional() }),
]);
export type CalendarTestInput = z.infer<typeof calendarTest>;

export const calendarRef = z.object({ id });
