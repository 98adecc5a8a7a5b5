import { z } from "zod";
import { isoOut } from "./iso-out.ts";

/** What customers look like in answers. */

export const customerRow = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  phone: z.string(),
  tags: z.array(z.string()),
  /** Beginning with the base folder; null until there is one. */
  nextcloud_folder: z.string().nullable(),
  /** The same folder as the files API takes paths. */
  folder_path: z.string().nullable(),
  appointments: z.number(),
  last_appointment_at: isoOut.nullable(),
  next_appointment_at: isoOut.nullable(),
  /** How often they did not come; artists see their own. */
  no_shows: z.number(),
  /** Since when they may not book by themselves, and why; null where they may. */
  blocked_at: isoOut.nullable(),
  blocked_reason: z.string(),
  created_at: isoOut,
  updated_at: isoOut,
});

export const note = z.object({
  id: z.string(),
  text: z.string(),
  author_name: z.string(),
  editable: z.boolean(),
  created_at: isoOut,
  updated_at: isoOut,
});

/** Others with the same address or number. */
export const possibleDuplicates = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    phone: z.string(),
    by: z.enum(["email", "phone"]),
  }),
);

const historyLine = z.object({
  id: z.string(),
  status: z.enum(["PENDING", "CONFIRMED", "DECLINED", "CANCELLED", "COMPLETED", "NO_SHOW", "HELD"]),
  start_time: isoOut,
  end_time: isoOut,
  artist_name: z.string(),
  service_name: z.string(),
  /** What the booking said, where it differs from the customer's name. */
  booked_as: z.string().nullable(),
});

export const customer = customerRow.extend({
  source: z.enum(["hand", "booking"]),
  earlier_contacts: z.array(z.string()),
  version: z.number(),
  notes: z.array(note),
  history: z.array(historyLine),
  possible_duplicates: possibleDuplicates,
  /** What `POST /api/crm/merges/{id}/undo` still takes back; none for artists. */
  merges: z.array(z.object({ id: z.string(), other_name: z.string(), created_at: isoOut })),
  allowed: z.object({
    edit: z.boolean(),
    block: z.boolean(),
    merge: z.boolean(),
    export: z.boolean(),
    delete: z.boolean(),
  }),
});

export const mergePreview = z.object({
  kept: customerRow,
  other: customerRow,
  result: z.object({
    name: z.string(),
    email: z.string(),
    phone: z.string(),
    tags: z.array(z.string()),
    nextcloud_folder: z.string().nullable(),
  }),
  moves: z.object({
    appointments: z.number(),
    notes: z.number(),
    tags: z.number(),
    media: z.number(),
  }),
  /** The other's folder, where both have one: it stays where it is. */
  other_folder: z.string().nullable(),
});
