import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { durationWords } from "#components/booking/clock-words.ts";
import type { BookableService } from "#lib/artists/bookable-artist.ts";

/** One thing that can be booked, as a link: name, how long, what it costs. `who` is read out or shown after the name. */
export async function ServiceLine({
  service,
  href,
  who,
  shownWho = null,
  artist,
}: {
  service: BookableService;
  href: string;
  /** For those who hear the link alone. */
  who: string;
  /** The same for everybody to see, in a line of its own. */
  shownWho?: ReactNode;
  /** Who answers an idea. */
  artist: string;
}) {
  const t = await getTranslations("public.artists");
  const locale = await getLocale();
  const [shortest, ...others] = service.durationChoices;
  const longest = others.at(-1);
  const duration =
    shortest !== undefined && longest !== undefined
      ? t("lengths", {
          shortest: durationWords(shortest, locale),
          longest: durationWords(longest, locale),
        })
      : durationWords(service.durationMinutes, locale);
  const facts = [
    service.bookingMode === "idea" ? t("idea", { artist }) : duration,
    service.sessions > 1 && t("sittings", { count: service.sessions }),
    service.priceNote,
  ];
  return (
    <Link
      href={href}
      className="group -mx-3 grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 rounded-md px-3 py-3.5 transition-colors hover:bg-sunk"
    >
      <span className="min-w-0">
        <span className="block font-medium">
          {service.name} {!shownWho && <span className="sr-only">{who}</span>}
        </span>
        {shownWho && <span className="block text-sm text-ink-soft">{shownWho}</span>}
        {service.description && <span className="block text-sm text-ink-soft">{service.description}</span>}
        <span className="block text-sm text-ink-soft tabular-nums">{facts.filter(Boolean).join(" · ")}</span>
      </span>
      <ArrowRight
        aria-hidden
        className="size-5 text-ink-faint transition-transform group-hover:translate-x-0.5 group-hover:text-accent-text"
      />
    </Link>
  );
}
