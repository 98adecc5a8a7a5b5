import { Mail, Phone, UserX } from "lucide-react";
import { useTranslations } from "next-intl";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { CustomerView } from "#lib/customers/customer-view.ts";
import { BlockedNotice } from "./blocked-notice.tsx";
import { CustomerActions } from "./customer-actions.tsx";
import { CustomerTags } from "./customer-tags.tsx";
import { MergedEntries } from "./merged-entries.tsx";

const link =
  "min-w-0 break-words underline decoration-line-strong underline-offset-4 hover:decoration-current";

/** Who it is, how to reach them, their tags, and what can be done. */
export function CustomerHead({
  customer,
  nowMs,
  timeZone,
  locale,
}: {
  customer: CustomerView;
  nowMs: number;
  timeZone: string;
  locale: string;
}) {
  const t = useTranslations("customers.head");
  const rules = useTranslations("rules.customer");
  const { name, email, phone, allowed } = customer;
  return (
    <header className="mb-6">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <h1 className="min-w-0 flex-1 basis-64 font-display text-3xl font-semibold tracking-tight break-words">
          {name}
        </h1>
        <CustomerActions customer={customer} nowMs={nowMs} timeZone={timeZone} />
      </div>
      <div className="mt-2 flex flex-wrap gap-x-6 gap-y-1.5">
        {email && (
          <p className="flex min-w-0 items-start gap-2">
            <Mail aria-hidden className="mt-1 size-4 shrink-0 text-ink-faint" />
            <a href={`mailto:${encodeURIComponent(email).replace("%40", "@")}`} className={link}>
              {email}
            </a>
          </p>
        )}
        {phone && (
          <p className="flex items-start gap-2">
            <Phone aria-hidden className="mt-1 size-4 shrink-0 text-ink-faint" />
            <a href={`tel:${phone.replace(/[^+0-9]/g, "")}`} className={`${link} tabular-nums`}>
              {phone}
            </a>
          </p>
        )}
        {!email && !phone && <p className="text-ink-soft">{t("noContact")}</p>}
      </div>
      <p className="mt-1.5 mb-3 text-sm text-ink-soft">
        {t(customer.source)} ·{" "}
        <RelativeTime atMs={customer.createdAt} nowMs={nowMs} timeZone={timeZone} locale={locale} />
        {customer.earlierContacts.length > 0 && (
          <span className="break-words">
            {" "}
            · {t("earlierContacts", { contacts: customer.earlierContacts.join(", ") })}
          </span>
        )}
      </p>
      <CustomerTags
        customer={{ id: customer.id, tags: customer.tags, version: customer.version }}
        editable={allowed.edit}
      />
      {customer.noShows > 0 && (
        <p className="mt-3">
          <StatusBadge tone="warn" icon={UserX}>
            {rules("noShows", { count: customer.noShows })}
          </StatusBadge>
        </p>
      )}
      <BlockedNotice customer={customer} />
      <MergedEntries merges={customer.merges} nowMs={nowMs} timeZone={timeZone} />
    </header>
  );
}
