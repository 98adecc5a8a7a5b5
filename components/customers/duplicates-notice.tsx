"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Link } from "#components/ui/link.tsx";
import type { CustomerView } from "#lib/customers/customer-view.ts";
import { customerHref } from "./customer-filter.ts";
import { MergeDialog } from "./merge-dialog.tsx";

/** Who else has the same address or number, and the way to take both together. */
export function DuplicatesNotice({
  customer,
  duplicates,
  mayMerge,
}: {
  customer: { id: string; name: string };
  duplicates: CustomerView["possibleDuplicates"];
  mayMerge: boolean;
}) {
  const t = useTranslations("customers.duplicates");
  const [merging, setMerging] = useState<string | null>(null);
  if (duplicates.length === 0) return null;
  return (
    <Alert tone="info" title={t("title", { count: duplicates.length })} className="mb-7">
      <ul className="mt-1 space-y-2">
        {duplicates.map((other) => (
          <li key={other.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
            <span className="min-w-0">
              {t.rich(other.by, {
                name: other.name,
                link: (words) => (
                  <Link href={customerHref(other.id)} className="font-medium underline underline-offset-4">
                    {words}
                  </Link>
                ),
              })}
            </span>
            {mayMerge && (
              <MergeDialog
                customer={customer}
                preset={other}
                suggestions={[]}
                open={merging === other.id}
                onOpenChange={(open) => setMerging(open ? other.id : null)}
                trigger={
                  <Button size="sm" aria-label={t("mergeNamed", { name: other.name })}>
                    {t("merge")}
                  </Button>
                }
              />
            )}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
