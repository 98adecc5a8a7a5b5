import { useTranslations } from "next-intl";
import { Link } from "#components/ui/link.tsx";
import { customerHref } from "./customer-filter.ts";

export const customerTabs = ["overview", "media"] as const;
export type CustomerTab = (typeof customerTabs)[number];

/** The parts of a customer's page; which one is open stands in the address. */
export function CustomerTabs({ id, tab }: { id: string; tab: CustomerTab }) {
  const t = useTranslations("customers.tabs");
  return (
    <nav aria-label={t("label")} className="mb-7 border-b">
      <ul className="-mb-px flex gap-6">
        {customerTabs.map((one) => (
          <li key={one}>
            <Link
              href={customerHref(id, one === "overview" ? undefined : one)}
              scroll={false}
              aria-current={one === tab ? "page" : undefined}
              className="flex min-h-11 items-center border-b-2 border-transparent font-medium text-ink-soft transition-colors hover:text-ink aria-[current=page]:border-ink aria-[current=page]:text-ink"
            >
              {t(one)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
