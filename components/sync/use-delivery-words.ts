"use client";

import { useTranslations } from "next-intl";
import type { DeliveryView } from "#lib/outbox/delivery-view.ts";

/** What is to be delivered, and about whom. */
export function useDeliveryWords(): (delivery: DeliveryView) => { what: string; about: string | null } {
  const t = useTranslations("console.sync");
  return ({ kind, to, clientName, serviceName, artistName, path }) => {
    if (kind === "folder" || kind === "file")
      return { what: t(kind === "folder" ? "kindFolder" : "kindFile"), about: path };
    if (kind === "picture" || kind === "consent")
      return { what: t(kind === "picture" ? "kindPicture" : "kindConsent"), about: path };
    const what =
      kind === "calendar"
        ? t("kindCalendar")
        : kind === "notice" || kind === "follow_up"
          ? t(kind === "notice" ? "kindNotice" : "kindFollowUp")
          : t(to === "artist" ? "kindArtist" : "kindCustomer");
    const about =
      clientName === null
        ? null
        : t("about", { client: clientName, service: serviceName ?? "", artist: artistName ?? "" });
    return { what, about };
  };
}
