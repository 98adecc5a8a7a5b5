/** What tasks look like outside this folder. Ids are opaque strings; instants ISO 8601 in UTC with milliseconds. */

export interface TaskDue {
  /** `YYYY-MM-DD` for a day, `YYYY-MM-DDTHH:MM:SS` for a local time, else an instant with its `Z`. */
  date: string;
  isRecurring: boolean;
  /** IANA name; null where the due date has no fixed zone. */
  timeZone: string | null;
  /** As it was typed: `every monday`. */
  text: string | null;
}

export interface Task {
  id: string;
  content: string;
  description: string;
  projectId: string;
  sectionId: string | null;
  labels: string[];
  /** 4 is urgent, 1 is normal. */
  priority: 1 | 2 | 3 | 4;
  due: TaskDue | null;
  checked: boolean;
  /** Where people open it. */
  url: string;
  createdAt: string | null;
  /** Among its siblings, ascending. */
  order: number;
}

/** What is known of a task for certain once it is made. */
export type MadeTask = Pick<Task, "id" | "content" | "url">;

export interface Project {
  id: string;
  name: string;
  color: string;
  isFavorite: boolean;
  isInbox: boolean;
}

export interface Section {
  id: string;
  name: string;
  projectId: string;
  order: number;
}

export interface Label {
  id: string;
  name: string;
  color: string;
  order: number;
  isFavorite: boolean;
}
