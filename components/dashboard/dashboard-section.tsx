import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { Link } from "#components/ui/link.tsx";

export function DashboardSection({
  title,
  count,
  href,
  children,
}: {
  title: string;
  count: number;
  /** Where all of it is; null where there is no more. */
  href: string | null;
  children: ReactNode;
}) {
  const t = useTranslations("console.dashboard");
  return (
    <section>
      <div className="mb-3 flex items-baseline justify-between gap-4">
        <h2 className="font-display text-xl font-semibold">
          {title}
          {count > 0 && <Badge className="ml-2.5 align-[0.15em] font-sans">{count}</Badge>}
        </h2>
        {href && (
          <Link
            href={href}
            className="shrink-0 rounded-sm text-sm font-medium text-ink-soft underline-offset-4 hover:underline"
          >
            {t("all")}
          </Link>
        )}
      </div>
      {children}
    </section>
  );
}
