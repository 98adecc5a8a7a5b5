"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "#components/ui/button.tsx";

/** From here on it is worth a word, and a way out, seconds. */
const SLOW = 3;

/** A test under way: whom we ask, and how long it has been silent. The seconds are not read out. */
export function TestProgress({ name, onStop }: { name: string; onStop: () => void }) {
  const t = useTranslations("integrations");
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const startedMs = Date.now();
    const timer = setInterval(() => setSeconds(Math.round((Date.now() - startedMs) / 1000)), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-sm text-ink-soft">
      <progress aria-hidden className="h-1.5 w-24 accent-ink" />
      <span className="tabular-nums">
        <span className={seconds < SLOW ? undefined : "sr-only"}>{t("testing", { name })}</span>
        {seconds >= SLOW && <span aria-hidden>{t("testingSlow", { name, seconds })}</span>}
      </span>
      {seconds >= SLOW && (
        <Button size="sm" variant="ghost" onClick={onStop}>
          {t("stopWaiting")}
        </Button>
      )}
    </div>
  );
}
