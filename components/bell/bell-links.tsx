import { useTranslations } from "next-intl";
import { Link } from "#components/ui/link.tsx";

const LINKS = [
  { key: "rooms", href: "/messenger" },
  { key: "choices", href: "/messenger/notifications" },
] as const;

/** Where there is more: the rooms, and how one wants to be told. */
export function BellLinks({ onFollow }: { onFollow: () => void }) {
  const t = useTranslations("bell");
  return (
    <p className="flex flex-wrap justify-between gap-x-4">
      {LINKS.map(({ key, href }) => (
        <Link
          key={key}
          href={href}
          onClick={onFollow}
          className="inline-flex min-h-9 items-center rounded-sm text-sm text-ink-soft underline underline-offset-4 hover:no-underline"
        >
          {t(key)}
        </Link>
      ))}
    </p>
  );
}
