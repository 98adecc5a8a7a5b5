"use client";

import { useTranslations } from "next-intl";
import { useGo } from "#components/console/navigation-progress.tsx";
import { Button } from "#components/ui/button.tsx";
import { Select } from "#components/ui/select.tsx";
import { type ScheduleAddress, scheduleHref } from "./schedule-address.ts";

/** Whose days, where there is no room for a link each. Without JavaScript a form with a button. */
export function ArtistSelect({
  address,
  artists,
  current,
  withEverybody,
}: {
  address: ScheduleAddress & { day: string };
  artists: readonly { slug: string; name: string }[];
  /** A slug; null for everybody. */
  current: string | null;
  withEverybody: boolean;
}) {
  const t = useTranslations("schedule.head");
  const go = useGo();
  return (
    <form action="/schedule" className="flex min-w-40 flex-1 gap-2 sm:hidden">
      {address.view !== "auto" && <input type="hidden" name="view" value={address.view} />}
      <input type="hidden" name="day" value={address.day} />
      <Select
        // Shows the choice at once, and what is there once the page is.
        key={current}
        name="artist"
        aria-label={t("artists")}
        className="min-w-0 flex-1"
        defaultValue={current ?? ""}
        onChange={(event) => go(scheduleHref({ ...address, artist: event.target.value || null }))}
      >
        {withEverybody && <option value="">{t("everybody")}</option>}
        {artists.map(({ slug, name }) => (
          <option key={slug} value={slug}>
            {name}
          </option>
        ))}
      </Select>
      <noscript>
        <Button type="submit">{t("show")}</Button>
      </noscript>
    </form>
  );
}
