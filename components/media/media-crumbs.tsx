"use client";

import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { crumbs, type Place } from "./media-place.ts";

/** The way from the customer's folder to the one that is open. */
export function MediaCrumbs({
  folderPath,
  path,
  customerName,
  onPlace,
}: {
  folderPath: string;
  path: string;
  customerName: string;
  onPlace: (place: Place) => void;
}) {
  const t = useTranslations("media");
  const steps = crumbs(folderPath, path);
  return (
    <nav aria-label={t("crumbs")}>
      <ol className="flex flex-wrap items-center gap-1 text-sm">
        <li>
          <Button size="sm" variant="ghost" className="-ml-3" onClick={() => onPlace({ kind: "all" })}>
            {customerName}
          </Button>
        </li>
        {steps.map((step, index) => (
          <li key={step.path} className="flex items-center gap-1">
            <ChevronRight aria-hidden className="size-4 text-ink-faint" />
            {index === steps.length - 1 ? (
              <span aria-current="page" className="px-2 font-medium">
                {step.name}
              </span>
            ) : (
              <Button size="sm" variant="ghost" onClick={() => onPlace({ kind: "folder", path: step.path })}>
                {step.name}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
