/** API v1 no longer says it; the application opens a task by its id alone. */
export function taskUrl(id: string): string {
  return `https://app.todoist.com/app/task/${encodeURIComponent(id)}`;
}
