import { useTranslations } from "next-intl";
import { Link } from "#components/ui/link.tsx";
import { type InquiryTab, inquiriesHref, inquiryTabs } from "./inquiry-filter.ts";

/** Which inquiries to show, as links. */
export function InquiryTabs({ tab }: { tab: InquiryTab }) {
  const t = useTranslations("inquiry.staff");
  return (
    <nav aria-label={t("tabsLabel")} className="-mx-4 mb-6 overflow-x-auto px-4 sm:mx-0 sm:px-0">
      <ul className="flex gap-1 py-1">
        {inquiryTabs.map((name) => (
          <li key={name}>
            <Link
              href={inquiriesHref({ tab: name })}
              aria-current={name === tab ? "page" : undefined}
              className="flex h-9 items-center rounded-md px-3 text-sm font-medium whitespace-nowrap text-ink-soft transition-colors -outline-offset-2 hover:bg-sunk hover:text-ink aria-[current=page]:bg-ink aria-[current=page]:text-ground"
            >
              {t(`tabs.${name}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
