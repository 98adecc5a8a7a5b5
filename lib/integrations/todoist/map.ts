import type { Label, Project, Section, Task } from "./dto.ts";
import type { RawLabel, RawProject, RawSection, RawTask } from "./schema.ts";
import { taskUrl } from "./task-url.ts";

export function toTask(raw: RawTask): Task {
  return {
    id: raw.id,
    content: raw.content,
    description: raw.description ?? "",
    projectId: raw.project_id,
    sectionId: raw.section_id ?? null,
    labels: raw.labels ?? [],
    priority: raw.priority,
    due: raw.due
      ? {
          date: dueDate(raw.due.date),
          isRecurring: raw.due.is_recurring,
          timeZone: raw.due.timezone ?? null,
          text: raw.due.string ?? null,
        }
      : null,
    checked: raw.checked,
    url: taskUrl(raw.id),
    createdAt: raw.added_at ? new Date(raw.added_at).toISOString() : null,
    order: raw.child_order ?? 0,
  };
}

/** Instants come with microseconds, or without any fraction. */
function dueDate(date: string): string {
  return date.endsWith("Z") && !Number.isNaN(Date.parse(date)) ? new Date(date).toISOString() : date;
}

export function toProject(raw: RawProject): Project {
  return {
    id: raw.id,
    name: raw.name,
    color: raw.color ?? "charcoal",
    isFavorite: raw.is_favorite ?? false,
    isInbox: raw.inbox_project ?? false,
  };
}

export function toSection(raw: RawSection): Section {
  return { id: raw.id, name: raw.name, projectId: raw.project_id, order: raw.section_order ?? 0 };
}

export function toLabel(raw: RawLabel): Label {
  return {
    id: raw.id,
    name: raw.name,
    color: raw.color ?? "charcoal",
    order: raw.order ?? 0,
    isFavorite: raw.is_favorite ?? false,
  };
}
