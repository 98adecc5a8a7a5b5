import { Badge } from "#components/ui/badge.tsx";

/** Tags to read; where they can be changed see CustomerTags. */
export function TagMarks({ tags, label }: { tags: readonly string[]; label: string }) {
  if (tags.length === 0) return null;
  return (
    <ul aria-label={label} className="flex min-w-0 flex-wrap gap-1">
      {tags.map((tag) => (
        <li key={tag} className="flex max-w-full min-w-0">
          <Badge className="block truncate text-xs">{tag}</Badge>
        </li>
      ))}
    </ul>
  );
}
