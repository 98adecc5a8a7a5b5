"use client";

import { useTranslations } from "next-intl";
import { Alert } from "#components/ui/alert.tsx";
import { Link } from "#components/ui/link.tsx";
import { customerHref } from "./customer-filter.ts";
import { useKnownAlready } from "./use-known-already.ts";

/** While an address or number is typed: who has it already, with the way there. */
export function KnownNotice({ email, phone }: { email: string; phone: string }) {
  const t = useTranslations("customers.known");
  const known = useKnownAlready(email, phone);
  return (
    <div role="status" className="empty:hidden">
      {known.length > 0 && (
        <Alert tone="info" title={t("title")}>
          <ul>
            {known.map(({ id, name, by }) => (
              <li key={id}>
                {t.rich(by, {
                  name,
                  link: (words) => (
                    <Link href={customerHref(id)} className="font-medium underline underline-offset-4">
                      {words}
                    </Link>
                  ),
                })}
              </li>
            ))}
          </ul>
          <p className="mt-1 text-sm text-ink-soft">{t("means")}</p>
        </Alert>
      )}
    </div>
  );
}
