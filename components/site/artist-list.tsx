import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { durationWords } from "#components/booking/clock-words.ts";
import type { BookableArtist } from "#lib/artists/bookable-artist.ts";

/** Everyone who can be booked, with what they offer; each service leads straight to its times. */
export async function ArtistList({
  artists,
  level,
}: {
  artists: readonly BookableArtist[];
  level: "h2" | "h3";
}) {
  const Heading = level;
  return (
    <ul className="divide-y border-y">
      {artists.map((artist) => (
        <li
          key={artist.id}
          className="grid gap-x-12 gap-y-5 py-8 md:grid-cols-[minmax(0,2fr)_minmax(0,3fr)] md:py-10"
        >
          <div className="flex items-start gap-5">
            {artist.pictureUrl && (
              // biome-ignore lint/performance/noImgElement: already cut and shrunk by our own server
              <img
                src={artist.pictureUrl}
                alt=""
                width={640}
                height={640}
                loading="lazy"
                className="size-20 shrink-0 rounded-md object-cover md:size-24"
              />
            )}
            <div className="min-w-0">
              <Heading className="font-display text-3xl font-semibold tracking-tight">
                <Link href={`/book/${artist.slug}`} className="underline-offset-4 hover:underline">
                  {artist.name}
                </Link>
              </Heading>
              {artist.bio && (
                <p className="mt-2 max-w-[42ch] whitespace-pre-line text-ink-soft">{artist.bio}</p>
              )}
            </div>
          </div>
          <ServiceList artist={artist} />
        </li>
      ))}
    </ul>
  );
}

/** What one artist offers: name, how long, what it costs. */
export async function ServiceList({ artist }: { artist: BookableArtist }) {
  const t = await getTranslations("public.artists");
  const locale = await getLocale();
  return (
    <ul className="divide-y" aria-label={t("servicesOf", { artist: artist.name })}>
      {artist.services.map((service) => {
        const duration = durationWords(service.durationMinutes, locale);
        return (
          <li key={service.id}>
            <Link
              href={`/book/${artist.slug}/${service.id}`}
              className="group -mx-3 grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 rounded-md px-3 py-3.5 transition-colors hover:bg-sunk"
            >
              <span className="min-w-0">
                <span className="block font-medium">
                  {service.name} <span className="sr-only">{t("withArtist", { artist: artist.name })}</span>
                </span>
                {service.description && (
                  <span className="block text-sm text-ink-soft">{service.description}</span>
                )}
                <span className="block text-sm text-ink-soft tabular-nums">
                  {[duration, service.priceNote].filter(Boolean).join(" · ")}
                </span>
              </span>
              <ArrowRight
                aria-hidden
                className="size-5 text-ink-faint transition-transform group-hover:translate-x-0.5 group-hover:text-accent-text"
              />
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
