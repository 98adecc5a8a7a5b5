import { useTranslations } from "next-intl";
import { Link } from "#components/ui/link.tsx";
import { DELIVERY_STATES, type DeliveryState, deliveryFilterHref } from "./delivery-filter.ts";

/** Which deliveries the page shows; each is an address. */
export function DeliveryFilters({ status }: { status: DeliveryState }) {
  const t = useTranslations("admin-messenger.deliveries");
  return (
    <nav aria-label={t("filter")} className="-mx-4 mb-4 max-w-[100vw] overflow-x-auto px-4 sm:mx-0 sm:px-0">
      <ul className="flex gap-1 py-1">
        {DELIVERY_STATES.map((state) => (
          <li key={state}>
            <Link
              href={deliveryFilterHref({ status: state })}
              aria-current={state === status ? "page" : undefined}
              className="flex h-9 items-center rounded-md px-3 text-sm font-medium whitespace-nowrap text-ink-soft transition-colors -outline-offset-2 hover:bg-sunk hover:text-ink aria-[current=page]:bg-ink aria-[current=page]:text-ground"
            >
              {t(`show.${state}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
