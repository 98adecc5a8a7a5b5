"use client";

import { useTranslations } from "next-intl";
import { useEffect, useId, useRef, useState } from "react";
import { nameFault, splitName } from "./file-names.ts";
import type { MediaRow } from "./media-json.ts";
import { useMediaWords } from "./use-media-words.ts";

/** The name of a file, changed in its place. The extension stays: changing it would make the file something else. */
export function RenameField({
  row,
  onRename,
  onClose,
}: {
  row: MediaRow;
  /** Throws ApiProblem. */
  onRename: (name: string) => Promise<unknown>;
  onClose: () => void;
}) {
  const t = useTranslations("media.rename");
  const words = useMediaWords();
  const errorId = useId();
  const input = useRef<HTMLInputElement>(null);
  const { stem, extension } = row.isDir ? { stem: row.filename, extension: "" } : splitName(row.filename);
  const [value, setValue] = useState(stem);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => input.current?.select(), []);

  async function save() {
    const name = `${value}${extension}`;
    if (name === row.filename) return onClose();
    const fault = value.trim() === "" ? "empty" : nameFault(name);
    if (fault) return setError(words.fault(fault));
    setBusy(true);
    setError(null);
    try {
      await onRename(name);
      onClose();
    } catch (problem) {
      setError(words.problem(problem));
      setBusy(false);
      input.current?.focus();
    }
  }

  return (
    <form
      className="relative"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      // Keys of the grid mean something else while a name is written.
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Escape") onClose();
      }}
      onClick={(event) => event.stopPropagation()}
    >
      <span className="flex items-center rounded-sm border border-line-strong bg-raised focus-within:outline-2 focus-within:outline-ring">
        <input
          ref={input}
          value={value}
          disabled={busy}
          aria-label={t("label", { name: row.filename })}
          aria-invalid={error !== null || undefined}
          aria-describedby={error ? errorId : undefined}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setValue(event.target.value)}
          onBlur={() => !busy && error === null && value === stem && onClose()}
          className="h-8 w-full min-w-0 bg-transparent px-1.5 text-sm outline-none"
        />
        {extension !== "" && <span className="shrink-0 pr-1.5 text-sm text-ink-faint">{extension}</span>}
      </span>
      {error && (
        <span
          id={errorId}
          role="alert"
          className="absolute inset-x-0 top-full z-10 mt-1 rounded-sm border border-bad bg-bad-ground px-2 py-1 text-xs whitespace-normal text-bad"
        >
          {error}
        </span>
      )}
    </form>
  );
}
