"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import useSWR from "swr";
import { readApi } from "#components/console/api.ts";
import { Combobox } from "#components/console/combobox.tsx";
import { usePaused } from "#components/console/use-paused.ts";
import { useProblemWords } from "#components/console/use-problem-words.ts";
import { type CustomerChoice, customerSearchPath, readCustomers } from "./read-customers.ts";

/** How long the typing must pause before it is searched for, milliseconds. */
const PAUSE_MS = 200;

/** Finds one customer by typing. */
export function CustomerCombobox({
  label,
  without,
  suggestions,
  onChoose,
}: {
  label: string;
  /** Whose id is not to be chosen. */
  without: string;
  /** Shown before anything is typed. */
  suggestions: CustomerChoice[];
  onChoose: (customer: CustomerChoice) => void;
}) {
  const t = useTranslations("customers.find");
  const problemWords = useProblemWords();
  const [typed, setTyped] = useState("");
  const path = customerSearchPath(usePaused(typed, PAUSE_MS), 20);
  const { data, error, isLoading } = useSWR<unknown>(path, readApi, {
    shouldRetryOnError: false,
    revalidateOnFocus: false,
    keepPreviousData: true,
  });
  const searching = customerSearchPath(typed) !== null;
  const found = (searching ? readCustomers(data) : suggestions).filter((one) => one.id !== without);
  const says = error
    ? problemWords(error)
    : !searching
      ? found.length > 0
        ? t("suggested")
        : t("hint")
      : isLoading
        ? t("looking")
        : t("count", { count: found.length });
  return (
    <Combobox
      label={label}
      typed={typed}
      onType={setTyped}
      options={found}
      idOf={(customer) => customer.id}
      says={says}
      busy={isLoading}
      autoFocus
      optionClassName="px-3 py-2"
      onChoose={onChoose}
    >
      {(customer) => (
        <>
          <span className="block truncate font-medium">{customer.name}</span>
          <span className="block truncate text-sm text-ink-soft">
            {[customer.email, customer.phone].filter(Boolean).join(" · ") || t("noContact")}
          </span>
        </>
      )}
    </Combobox>
  );
}
