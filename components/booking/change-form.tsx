"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import type { BookingPurpose } from "./booking-offer.ts";
import { usePageShown } from "./use-page-shown.ts";
import { artistArgs } from "./use-what-words.ts";

/** Takes the time chosen for an appointment that stands, or for the next sitting of a series. */
export function ChangeForm({
  purpose,
  startMs,
  artist,
}: {
  purpose: Exclude<BookingPurpose, { kind: "book" }>;
  startMs: number;
  artist: { name: string };
}) {
  const t = useTranslations("public.book.purpose");
  const [busy, setBusy] = useState(false);
  usePageShown(() => setBusy(false));
  return (
    <form
      method="post"
      action="/api/appointments/manage"
      onSubmit={() => setTimeout(() => setBusy(true))}
      className="space-y-4"
    >
      <input type="hidden" name="token" value={purpose.token} />
      <input type="hidden" name="action" value={purpose.kind === "move" ? "reschedule" : "next_sitting"} />
      <input type="hidden" name="startTime" value={new Date(startMs).toISOString()} />
      {purpose.version !== undefined && (
        <input type="hidden" name="version" value={String(purpose.version)} />
      )}
      <p className="text-ink-soft">{t(`${purpose.kind}Text`, artistArgs(artist))}</p>
      <Button type="submit" variant="primary" size="lg" busy={busy} className="w-full">
        {t(`${purpose.kind}Submit`)}
      </Button>
    </form>
  );
}
