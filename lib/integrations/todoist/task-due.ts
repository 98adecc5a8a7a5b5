/** When a task is due: one of them at most. */
export interface TaskDueInput {
  /** `YYYY-MM-DD`; null takes the due date away. */
  dueDate?: string | null;
  /** Epoch milliseconds. */
  dueAtMs?: number;
  /** As people write it: `every monday at 10`. */
  dueString?: string;
}

/** Todoist takes RFC 3339 in UTC without fractions. */
export function dueInstant(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, "Z");
}
