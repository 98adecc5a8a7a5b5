"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { callApi } from "#components/console/api.ts";
import { fields, text } from "#components/console/json-fields.ts";
import { useProblemWords } from "#components/console/use-problem-words.ts";
import { whenWords } from "#components/console/when-words.ts";
import { useToast } from "#components/ui/toast.tsx";
import type { ClientDraft } from "./new-client-fields.tsx";

/** As long as the mail to the customer waits. */
const UNDO_SHOWN_MS = 15_000;

/** Enters an appointment; the toast takes it back. @throws ApiProblem, for the form to show */
export function useCreateAppointment() {
  const t = useTranslations("schedule.new");
  const common = useTranslations("common");
  const locale = useLocale();
  const router = useRouter();
  const toast = useToast();
  const problemWords = useProblemWords();

  async function takeBack(id: string, name: string) {
    try {
      await callApi("DELETE", `/api/admin/appointments/${encodeURIComponent(id)}`);
      toast({ text: t("takenBack", { name }) });
    } catch (error) {
      toast({ text: problemWords(error), tone: "bad", durationMs: 10_000 });
    }
    router.refresh();
  }

  return async (entry: {
    artist: { id: string; timeZone: string };
    serviceId: string;
    startMs: number;
    endMs: number;
    client: ClientDraft;
    description: string;
  }): Promise<void> => {
    const { artist, serviceId, startMs, endMs, client, description } = entry;
    const { customer } = client;
    const answer = fields(
      await callApi("POST", "/api/admin/appointments", {
        artistId: artist.id,
        serviceId,
        startTime: new Date(startMs).toISOString(),
        endTime: new Date(endMs).toISOString(),
        ...(customer
          ? { customerId: customer.id }
          : {
              clientName: client.name.trim(),
              clientEmail: client.email.trim(),
              clientPhone: client.phone.trim(),
            }),
        description,
        notify: client.notify,
      }),
    );
    const id = text(fields(answer.appointment).id);
    const name = customer?.name ?? client.name.trim();
    const when = whenWords({ startMs, endMs }, artist.timeZone, startMs, locale);
    toast({
      text: t("entered", { name, when: `${when.date}, ${when.time}` }),
      action: { label: common("undo"), onSelect: () => void takeBack(id, name) },
      durationMs: UNDO_SHOWN_MS,
    });
    router.refresh();
  };
}
