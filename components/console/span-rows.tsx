"use client";

import { Trash2 } from "lucide-react";
import { Button } from "#components/ui/button.tsx";

/** Stretches of days that were entered, each to be taken away; of one artist or of the whole studio. */
export function SpanRows<Entry extends { id: string; note: string }>({
  label,
  entries,
  wordsOf,
  removeLabel,
  removing,
  onRemove,
}: {
  label?: string;
  entries: readonly Entry[];
  wordsOf: (entry: Entry) => string;
  removeLabel: (span: string) => string;
  /** The id of the one that is being taken away. */
  removing: string | null;
  onRemove: (entry: Entry) => void;
}) {
  return (
    <ul aria-label={label} className="divide-y rounded-md border bg-raised">
      {entries.map((entry) => {
        const words = wordsOf(entry);
        return (
          <li key={entry.id} className="flex items-center justify-between gap-4 px-4 py-2.5">
            <div className="min-w-0">
              <p className="text-sm font-medium tabular-nums">{words}</p>
              {entry.note && <p className="text-sm break-words text-ink-soft">{entry.note}</p>}
            </div>
            <Button
              variant="ghost"
              size="icon-sm"
              busy={removing === entry.id}
              label={removeLabel(words)}
              onClick={() => onRemove(entry)}
            >
              {removing !== entry.id && <Trash2 aria-hidden />}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
