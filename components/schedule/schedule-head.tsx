import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { buttonVariants } from "#components/ui/button.tsx";
import { Link } from "#components/ui/link.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { cn } from "#lib/core/cn.ts";
import { ArtistSelect } from "./artist-select.tsx";
import { type ScheduleAddress, scheduleHref, steppedHref, stepsOf } from "./schedule-address.ts";

/** Which days, of whom, and how, in links and, on a phone, a form: all of it works without JavaScript. */
export function ScheduleHead({
  address,
  day,
  artists,
  artist,
  everybody,
  children,
}: {
  address: ScheduleAddress;
  /** The day shown, or the one the week is about. */
  day: string;
  /** Those to choose from; empty for an artist, who sees their own. */
  artists: readonly { slug: string; name: string }[];
  artist: string | null;
  /** Everybody stands side by side. */
  everybody: boolean;
  children?: ReactNode;
}) {
  const t = useTranslations("schedule.head");
  const at = { ...address, day };
  const steps = stepsOf(address.view);
  const current = "aria-[current=true]:bg-ink aria-[current=true]:text-ground";
  const tab = cn(buttonVariants({ size: "sm", variant: "ghost" }), "min-h-11 sm:min-h-9", current);
  const step = (direction: 1 | -1, where: "desk" | "phone") => {
    const Icon = direction < 0 ? ChevronLeft : ChevronRight;
    const days = steps[where];
    const unit = days === 1 ? "Day" : days === 3 ? "Days" : "Week";
    return (
      <LinkButton
        size="icon"
        variant="ghost"
        href={steppedHref(at, direction * days)}
        label={t(direction < 0 ? `previous${unit}` : `next${unit}`)}
        className={where === "desk" ? "max-sm:hidden" : "sm:hidden"}
      >
        <Icon aria-hidden />
      </LinkButton>
    );
  };
  return (
    <div className="mb-4 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 max-sm:w-full">
        <nav aria-label={t("days")} className="flex items-center gap-1">
          {step(-1, "phone")}
          {step(-1, "desk")}
          <LinkButton
            size="sm"
            className="min-h-11 sm:min-h-9"
            href={scheduleHref({ ...address, day: null })}
          >
            {t("today")}
          </LinkButton>
          {step(1, "phone")}
          {step(1, "desk")}
        </nav>
        <nav aria-label={t("view")} className="flex gap-1">
          {(["desk", "phone"] as const).flatMap((where) =>
            (["day", "week"] as const).map((view) => (
              <Link
                key={`${where}-${view}`}
                href={scheduleHref({ ...at, view })}
                aria-current={view === shownOn(address.view, where)}
                className={cn(tab, where === "desk" ? "max-sm:hidden" : "sm:hidden")}
              >
                {t(view === "week" && where === "phone" ? "threeDays" : view)}
              </Link>
            )),
          )}
        </nav>
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 empty:hidden max-sm:w-full">
        {artists.length > 1 && (
          <>
            <nav aria-label={t("artists")} className="flex flex-wrap gap-1 max-sm:hidden">
              {address.view === "day" && (
                <Link
                  href={scheduleHref({ ...at, view: "day", artist: null })}
                  aria-current={everybody}
                  className={tab}
                >
                  {t("everybody")}
                </Link>
              )}
              {artists.map(({ slug, name }) => (
                <Link
                  key={slug}
                  href={scheduleHref({ ...at, artist: slug })}
                  aria-current={!everybody && slug === artist}
                  className={tab}
                >
                  {name}
                </Link>
              ))}
            </nav>
            <ArtistSelect
              address={at}
              artists={artists}
              current={everybody ? null : artist}
              withEverybody={address.view === "day"}
            />
          </>
        )}
        {children}
      </div>
    </div>
  );
}

/** What somebody sees who chose nothing: the week on a desk, the day on a phone. */
function shownOn(view: ScheduleAddress["view"], where: "desk" | "phone"): "week" | "day" {
  if (view !== "auto") return view;
  return where === "desk" ? "week" : "day";
}
