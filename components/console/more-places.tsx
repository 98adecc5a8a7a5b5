"use client";

import { Ellipsis } from "lucide-react";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { Dialog, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";

/** On a phone: the places that do not fit into the bar, in a sheet that closes when one is chosen. */
export function MorePlaces({ current, children }: { current: boolean; children: ReactNode }) {
  const t = useTranslations("console.nav");
  const common = useTranslations("common");
  const path = usePathname();
  const [open, setOpen] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new path is what closes it
  useEffect(() => setOpen(false), [path]);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger
        data-current={current || undefined}
        className="flex min-h-15 w-full flex-col items-center justify-center gap-1 px-1 text-xs text-ink-soft -outline-offset-4 hover:text-ink data-current:font-semibold data-current:text-ink"
      >
        <Ellipsis aria-hidden className="size-5 shrink-0" strokeWidth={current ? 2.1 : 1.6} />
        {t("more")}
      </DialogTrigger>
      <DialogContent title={t("more")} closeLabel={common("close")}>
        {children}
      </DialogContent>
    </Dialog>
  );
}
