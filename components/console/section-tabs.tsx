import { Link } from "#components/ui/link.tsx";

/** Pages that belong together, below the head of each. @param label what they are, for whoever cannot see them */
export function SectionTabs<Key extends string>({
  label,
  tabs,
  current,
  words,
}: {
  label: string;
  tabs: readonly { key: Key; href: string }[];
  current: Key;
  words: (key: Key) => string;
}) {
  return (
    <nav aria-label={label} className="mb-6 border-b">
      <ul className="-mb-px flex flex-wrap gap-x-3.5 sm:gap-x-6">
        {tabs.map(({ key, href }) => (
          <li key={key}>
            <Link
              href={href}
              aria-current={key === current ? "page" : undefined}
              className="inline-flex min-h-11 items-center border-b-2 border-transparent text-sm font-medium text-ink-soft transition-colors hover:text-ink aria-[current=page]:border-ink aria-[current=page]:text-ink"
            >
              {words(key)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
