import { z } from "zod";

/** What a merge writes down (`customer_merges.before`), so that it can be undone. */

const fields = { name: z.string(), email: z.string(), phone: z.string() };
const folder = { nextcloudFolder: z.string().nullable(), nextcloudFolderId: z.string().nullable() };
const ids = z.array(z.string());

export const mergeRecord = z.object({
  /** The customer who stays, before and after; `tags` are those that came from the other. */
  kept: z.object({ id: z.string(), ...fields, ...folder }),
  after: z.object({
    ...fields,
    ...folder,
    tags: z.array(z.string()),
    /** The other was blocked from booking, who stays was not: now they are. */
    blocked: z.boolean().default(false),
  }),
  /** The customer who went. */
  other: z.object({
    id: z.string(),
    ...fields,
    ...folder,
    source: z.enum(["hand", "booking"]),
    createdBy: z.string().nullable(),
    version: z.number(),
    createdAt: z.number(),
    // Records of before there were these have none.
    blockedAt: z.number().nullable().default(null),
    blockedReason: z.string().default(""),
    tags: z.array(z.string()),
  }),
  /** Ids of what moved over; `merges` are earlier ones into the other. */
  moved: z.object({
    appointments: ids,
    notes: ids,
    media: ids,
    uploads: ids,
    merges: ids,
    // Records of before there were these have none.
    inquiries: ids.default([]),
    waitlist: ids.default([]),
    pictures: ids.default([]),
    consents: ids.default([]),
  }),
  /** The note that says where the other's folder is. */
  noteId: z.string().nullable(),
});
export type MergeRecord = z.infer<typeof mergeRecord>;
