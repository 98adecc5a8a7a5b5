"use client";

import { useLocale, useTranslations } from "next-intl";
import { durationWords } from "#components/booking/clock-words.ts";
import { Checkbox } from "#components/ui/checkbox.tsx";
import type { ArtistView } from "#lib/artists/artist-view.ts";
import type { ServiceView } from "#lib/services/service-view.ts";
import { SectionForm } from "./section-form.tsx";
import { useSectionForm } from "./use-section-form.ts";

/** What of the studio's services an artist offers. */
export function ArtistServicesForm({
  artist,
  services,
}: {
  artist: ArtistView;
  services: Pick<ServiceView, "id" | "name" | "durationMinutes" | "active">[];
}) {
  const t = useTranslations("console.artists");
  const locale = useLocale();
  const form = useSectionForm(
    `/api/admin/artists/${encodeURIComponent(artist.id)}`,
    { serviceIds: artist.serviceIds },
    (value) => value,
  );
  const { serviceIds } = form.value;

  if (services.length === 0) return <p className="text-ink-soft">{t("noCatalogue")}</p>;
  return (
    <SectionForm form={form} label={t("offers")} className="max-w-none">
      <fieldset>
        <legend className="sr-only">{t("offers")}</legend>
        <div className="grid gap-x-8 sm:grid-cols-2">
          {services.map((service) => (
            <Checkbox
              key={service.id}
              label={service.name}
              hint={[durationWords(service.durationMinutes, locale), !service.active && t("serviceInactive")]
                .filter(Boolean)
                .join(" · ")}
              checked={serviceIds.includes(service.id)}
              onChange={(event) =>
                form.set({
                  serviceIds: event.target.checked
                    ? [...serviceIds, service.id]
                    : serviceIds.filter((one) => one !== service.id),
                })
              }
            />
          ))}
        </div>
      </fieldset>
      {serviceIds.length === 0 && (
        <p className="text-sm text-warn">{t("offersNothing", { name: artist.name })}</p>
      )}
    </SectionForm>
  );
}
