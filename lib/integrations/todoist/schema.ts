import { z } from "zod";
import { refusalBody } from "./explain.ts";

/** What Todoist answers, as far as it is needed. https://developer.todoist.com/api/v1/#tag/Tasks */

const due = z.object({
  date: z.string(),
  timezone: z.string().nullish(),
  string: z.string().nullish(),
  is_recurring: z.boolean(),
});

export const rawTask = z.object({
  id: z.string(),
  content: z.string(),
  description: z.string().nullish(),
  project_id: z.string(),
  section_id: z.string().nullish(),
  labels: z.array(z.string()).nullish(),
  priority: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  due: due.nullish(),
  checked: z.boolean(),
  added_at: z.iso.datetime({ offset: true }).nullish(),
  child_order: z.number().nullish(),
});

export const rawProject = z.object({
  id: z.string(),
  name: z.string(),
  color: z.string().nullish(),
  is_favorite: z.boolean().nullish(),
  inbox_project: z.boolean().nullish(),
});

export const rawSection = z.object({
  id: z.string(),
  name: z.string(),
  project_id: z.string(),
  section_order: z.number().nullish(),
});

export const rawLabel = z.object({
  id: z.string(),
  name: z.string(),
  color: z.string().nullish(),
  order: z.number().nullish(),
  is_favorite: z.boolean().nullish(),
});

export type RawTask = z.infer<typeof rawTask>;
export type RawProject = z.infer<typeof rawProject>;
export type RawSection = z.infer<typeof rawSection>;
export type RawLabel = z.infer<typeof rawLabel>;

/** A page of any list. */
export const pageOf = <Raw>(raw: z.ZodType<Raw>) =>
  z.object({ results: z.array(raw), next_cursor: z.string().nullish() });

/** What became of each command of a sync, by its uuid, and the ids of what was made, by `temp_id`. */
export const syncAnswer = z.object({
  sync_status: z.record(z.string(), z.union([z.literal("ok"), refusalBody])),
  temp_id_mapping: z.record(z.string(), z.string()).nullish(),
});
