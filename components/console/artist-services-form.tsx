"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { durationWords } from "#components/booking/clock-words.ts";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { ArtistView } from "#lib/artists/artist-view.ts";
import type { ServiceView } from "#lib/services/service-view.ts";
import { ProblemAlert } from "./problem-alert.tsx";
import { SaveRow } from "./save-row.tsx";
import { useApiCall } from "./use-api-call.ts";
import { useDraft } from "./use-draft.ts";

/** What of the studio's services an artist offers. */
export function ArtistServicesForm({
  artist,
  services,
}: {
  artist: ArtistView;
  services: Pick<ServiceView, "id" | "name" | "durationMinutes" | "active">[];
}) {
  const t = useTranslations("console.artists");
  const common = useTranslations("common");
  const locale = useLocale();
  const router = useRouter();
  const toast = useToast();
  const draft = useDraft({ serviceIds: artist.serviceIds });
  const { busy, problem, call, forget } = useApiCall();
  const { serviceIds } = draft.value;

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy || !draft.dirty) return;
    const saved = await call("PATCH", `/api/admin/artists/${encodeURIComponent(artist.id)}`, { serviceIds });
    if (!saved.ok) return;
    toast({ text: common("saved") });
    router.refresh();
    draft.settle();
  }

  if (services.length === 0) return <p className="text-ink-soft">{t("noCatalogue")}</p>;
  return (
    <form onSubmit={(event) => void submit(event)} className="space-y-4">
      <ProblemAlert problem={problem} />
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
                draft.set({
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
      <SaveRow
        dirty={draft.dirty}
        busy={busy}
        label={t("offers")}
        onReset={() => {
          forget();
          draft.reset();
        }}
      />
    </form>
  );
}
