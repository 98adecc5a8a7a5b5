"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Combobox } from "#components/console/combobox.tsx";
import { useProblemWords } from "#components/console/use-problem-words.ts";
import type { PersonJson } from "#lib/messenger/room-json.ts";
import { initials } from "./room-icon.tsx";
import { usePeople } from "./use-people.ts";

/** Finds people by typing. */
export function PersonCombobox({
  label,
  without,
  autoFocus = false,
  optional,
  onChoose,
}: {
  label: string;
  /** Whose ids are not to be chosen. */
  without: readonly string[];
  autoFocus?: boolean;
  /** A word such as "optional". */
  optional?: string;
  onChoose: (person: PersonJson) => void;
}) {
  const t = useTranslations("messenger.people");
  const problemWords = useProblemWords();
  const [typed, setTyped] = useState("");
  const { people: found, busy, problem } = usePeople(typed, without);
  // Until the answer is there those who were found before are shown, as far as they still fit.
  const sought = typed.trim().toLocaleLowerCase();
  const people = found.filter(
    ({ hub_user_id, display_name }) =>
      display_name.toLocaleLowerCase().includes(sought) || hub_user_id.toLocaleLowerCase().includes(sought),
  );
  return (
    <Combobox
      label={label}
      aside={optional}
      typed={typed}
      onType={setTyped}
      options={people}
      idOf={(person) => person.hub_user_id}
      says={problem ? problemWords(problem) : busy ? t("looking") : t("count", { count: people.length })}
      busy={busy}
      autoFocus={autoFocus}
      optionClassName="flex items-center gap-3 px-2 py-1.5"
      onChoose={(person) => {
        setTyped("");
        onChoose(person);
      }}
    >
      {({ display_name }) => (
        <>
          <span
            aria-hidden
            className="grid size-8 shrink-0 place-items-center rounded-full border text-xs font-semibold text-ink-soft"
          >
            {initials(display_name)}
          </span>
          <span className="min-w-0 truncate font-medium">{display_name}</span>
        </>
      )}
    </Combobox>
  );
}
