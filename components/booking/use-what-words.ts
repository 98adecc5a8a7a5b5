"use client";

import { useLocale, useTranslations } from "next-intl";
import type { BookingOffer } from "./booking-offer.ts";

/** "Fine line with Mara"; with nobody named "with whoever is free first", and who it may be once a time is chosen. */
export function useWhatWords(
  offer: Pick<BookingOffer, "artist" | "anyOf" | "service">,
  names: string[],
): string {
  const t = useTranslations("public.book");
  const locale = useLocale();
  const service = offer.service.name;
  if (offer.artist.name !== "") return t("what", { service, artist: offer.artist.name });
  if (names.length === 0) return t("whatAnyone", { service });
  const artist = new Intl.ListFormat(locale, { type: "disjunction" }).format(names);
  return t("what", { service, artist });
}

/** What sentences about the artist need: `{anyone, select, yes {the studio} other {{artist}}}`. */
export function artistArgs(artist: { name: string }): { artist: string; anyone: "yes" | "no" } {
  return { artist: artist.name, anyone: artist.name === "" ? "yes" : "no" };
}
