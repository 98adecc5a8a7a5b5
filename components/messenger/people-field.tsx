"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { PersonJson } from "#lib/messenger/room-json.ts";
import { PersonCombobox } from "./person-combobox.tsx";
import { useMe } from "./use-me.ts";

/** People being chosen in a form, one after another. */
export function PeopleField({
  label,
  optional,
  autoFocus,
  people,
  onChange,
}: {
  label: string;
  optional?: string;
  autoFocus?: boolean;
  people: readonly PersonJson[];
  onChange: (people: PersonJson[]) => void;
}) {
  const t = useTranslations("messenger.people");
  const me = useMe();
  return (
    <div className="space-y-3">
      {people.length > 0 && (
        <ul aria-label={t("chosen")} className="flex flex-wrap gap-1.5">
          {people.map((person) => (
            <li
              key={person.hub_user_id}
              className="inline-flex h-8 max-w-full items-center rounded-sm bg-sunk pl-2.5 text-sm font-medium"
            >
              <span className="truncate">{person.display_name}</span>
              <button
                type="button"
                aria-label={t("remove", { name: person.display_name })}
                className="grid size-8 shrink-0 place-items-center rounded-sm text-ink-soft transition-colors hover:text-ink"
                onClick={() => onChange(people.filter((one) => one !== person))}
              >
                <X aria-hidden className="size-3.5" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <PersonCombobox
        label={label}
        {...(optional !== undefined && { optional })}
        {...(autoFocus !== undefined && { autoFocus })}
        without={[me.hub_user_id, ...people.map(({ hub_user_id }) => hub_user_id)]}
        onChoose={(person) => onChange([...people, person])}
      />
    </div>
  );
}
