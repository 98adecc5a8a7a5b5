"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useToast } from "#components/ui/toast.tsx";
import type { AppointmentView } from "#lib/appointments/appointment-view.ts";
import { callApi } from "./api.ts";
import { count, fields } from "./json-fields.ts";
import { useProblemWords } from "./use-problem-words.ts";

type State = AppointmentView["depositState"];

interface Deposit {
  state: State;
  amount?: number;
  url?: string;
}

/** As long as a mail about it waits: who takes it back from here takes it back unread. */
const SHOWN_MS = 15_000;

/**
 * Says how a deposit stands; the toast puts it back as it was. `busy` is the state that is being set; `set` answers
 * whether it was.
 */
export function useDeposit(appointment: AppointmentView): {
  busy: State | null;
  set: (deposit: Deposit) => Promise<boolean>;
} {
  const t = useTranslations("rules.deposit");
  const common = useTranslations("common");
  const router = useRouter();
  const toast = useToast();
  const problemWords = useProblemWords();
  const [busy, setBusy] = useState<State | null>(null);
  const path = `/api/appointments/${encodeURIComponent(appointment.id)}/deposit`;
  const refused = (error: unknown) => toast({ text: problemWords(error), tone: "bad", durationMs: 10_000 });
  const { depositState, depositAmount, depositUrl, clientName: name } = appointment;
  const before: Deposit = {
    state: depositState,
    ...(depositAmount === null ? {} : { amount: depositAmount, url: depositUrl }),
  };

  async function putBack(version: number) {
    try {
      await callApi("PUT", path, { ...before, version });
      toast({ text: t(`done.${before.state}`, { name }) });
    } catch (error) {
      refused(error);
    }
    router.refresh();
  }

  async function set(deposit: Deposit): Promise<boolean> {
    let isSet = false;
    setBusy(deposit.state);
    try {
      const answer = fields(await callApi("PUT", path, { ...deposit, version: appointment.version }));
      const version = count(fields(answer.appointment).version);
      toast({
        text: t(`done.${deposit.state}`, { name }),
        action: { label: common("undo"), onSelect: () => void putBack(version) },
        durationMs: SHOWN_MS,
      });
      isSet = true;
    } catch (error) {
      refused(error);
    }
    setBusy(null);
    router.refresh();
    return isSet;
  }

  return { busy, set };
}
