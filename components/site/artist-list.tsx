import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import type { BookableArtist } from "#lib/artists/bookable-artist.ts";
import { inAnyonesHands } from "./anyone-services.ts";
import { ServiceLine } from "./service-line.tsx";

/** Everyone who can be booked, with what they offer; each service leads straight to its times. */
export async function ArtistList({
  artists,
  level,
  base = "/book",
}: {
  artists: readonly BookableArtist[];
  level: "h2" | "h3";
  /** Where the booking pages are; in other sites' frames it is another place. */
  base?: string;
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
                <Link href={`${base}/${artist.slug}`} className="underline-offset-4 hover:underline">
                  {artist.name}
                </Link>
              </Heading>
              {artist.bio && (
                <p className="mt-2 max-w-[42ch] whitespace-pre-line text-ink-soft">{artist.bio}</p>
              )}
            </div>
          </div>
          <ServiceList artist={artist} base={base} />
        </li>
      ))}
      <AnyoneItem artists={artists} level={level} base={base} />
    </ul>
  );
}

/** Those who do not mind by whom: what several offer, with whoever is free first. Nothing where there is no such thing. */
async function AnyoneItem({
  artists,
  level,
  base,
}: {
  artists: readonly BookableArtist[];
  level: "h2" | "h3";
  base: string;
}) {
  const together = inAnyonesHands(artists);
  if (together.length === 0) return null;
  const t = await getTranslations("public.artists");
  const names = new Intl.ListFormat(await getLocale(), { type: "disjunction" });
  const Heading = level;
  return (
    <li className="grid gap-x-12 gap-y-5 py-8 md:grid-cols-[minmax(0,2fr)_minmax(0,3fr)] md:py-10">
      <div className="min-w-0">
        <Heading id="anyone" className="font-display text-3xl font-semibold tracking-tight">
          {t("anyone")}
        </Heading>
        <p className="mt-2 max-w-[42ch] text-ink-soft">{t("anyoneText")}</p>
      </div>
      <ul className="divide-y" aria-labelledby="anyone">
        {together.map(({ service, artists: able }) => {
          const who = t("anyoneWith", { artists: names.format(able.map(({ name }) => name)) });
          return (
            <li key={service.id}>
              <ServiceLine
                service={service}
                href={`${base}/any/${service.id}`}
                who={who}
                shownWho={who}
                artist=""
              />
            </li>
          );
        })}
      </ul>
    </li>
  );
}

/** What one artist offers: name, how long, what it costs. */
export async function ServiceList({ artist, base = "/book" }: { artist: BookableArtist; base?: string }) {
  const t = await getTranslations("public.artists");
  return (
    <ul className="divide-y" aria-label={t("servicesOf", { artist: artist.name })}>
      {artist.services.map((service) => (
        <li key={service.id}>
          <ServiceLine
            service={service}
            href={`${base}/${artist.slug}/${service.id}`}
            who={t("withArtist", { artist: artist.name })}
            artist={artist.name}
          />
        </li>
      ))}
    </ul>
  );
}
