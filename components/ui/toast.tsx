"use client";

import { X } from "lucide-react";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from "react";
import { cn } from "#lib/core/cn.ts";
import { type Tone, toneIcon, toneText } from "./tone.ts";

export interface ToastInput {
  text: ReactNode;
  tone?: Tone;
  /** Usually undo. Choosing it closes the toast. */
  action?: { label: string; onSelect: () => void };
  /** How long it stays, milliseconds; longer by itself when there is an action. */
  durationMs?: number;
}

interface Entry extends ToastInput {
  id: number;
}

const ToastContext = createContext<(toast: ToastInput) => void>(() => undefined);
const CloseContext = createContext<() => void>(() => undefined);

/** Shows a short message: `const toast = useToast(); toast({ text: "Declined.", action: { label: "Undo", onSelect } })`. */
export function useToast(): (toast: ToastInput) => void {
  return useContext(ToastContext);
}

/** Closes every toast: for what opens where they would lie on top of it. */
export function useCloseToasts(): () => void {
  return useContext(CloseContext);
}

/** Keeps at most three toasts; put it once around a console or a page. `closeLabel` names the cross. */
export function ToastProvider({ children, closeLabel }: { children: ReactNode; closeLabel: string }) {
  const [entries, setEntries] = useState<Entry[]>([]);
  const nextId = useRef(1);
  const show = useCallback((toast: ToastInput) => {
    const id = nextId.current++;
    setEntries((before) => [...before, { ...toast, id }].slice(-3));
  }, []);
  const close = useCallback(
    (id: number) => setEntries((before) => before.filter((entry) => entry.id !== id)),
    [],
  );
  const closeAll = useCallback(() => setEntries([]), []);
  return (
    <ToastContext value={show}>
      <CloseContext value={closeAll}>{children}</CloseContext>
      <div
        role="status"
        aria-live="polite"
        className="pointer-events-none fixed inset-x-4 bottom-4 z-60 flex flex-col items-center gap-2 sm:inset-x-auto sm:right-6 sm:bottom-6 sm:items-end"
      >
        {entries.map((entry) => (
          <ToastCard key={entry.id} entry={entry} closeLabel={closeLabel} onClose={close} />
        ))}
      </div>
    </ToastContext>
  );
}

function ToastCard({
  entry,
  closeLabel,
  onClose,
}: {
  entry: Entry;
  closeLabel: string;
  onClose: (id: number) => void;
}) {
  const [held, setHeld] = useState(false);
  const Icon = toneIcon[entry.tone ?? "good"];
  const durationMs = entry.durationMs ?? (entry.action ? 10_000 : 5_000);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => onClose(entry.id), durationMs);
    return () => clearTimeout(timer);
  }, [held, durationMs, entry.id, onClose]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the pointer only pauses the clock; nothing is done by it
    <div
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="pointer-events-auto flex w-full max-w-md animate-in items-center gap-3 rounded-md border bg-raised py-2 pr-2 pl-4 text-sm shadow-float duration-150 fade-in-0 slide-in-from-bottom-2 sm:w-auto"
    >
      <Icon aria-hidden className={cn("size-5 shrink-0", toneText[entry.tone ?? "good"])} />
      <p className="min-w-0 flex-1 py-1">{entry.text}</p>
      {entry.action && (
        <button
          type="button"
          data-toast-action
          className="h-9 rounded-sm px-3 font-semibold text-accent-text hover:bg-sunk"
          onClick={() => {
            entry.action?.onSelect();
            onClose(entry.id);
          }}
        >
          {entry.action.label}
        </button>
      )}
      <button
        type="button"
        aria-label={closeLabel}
        className="grid size-9 place-items-center rounded-sm hover:bg-sunk"
        onClick={() => onClose(entry.id)}
      >
        <X aria-hidden className="size-4" />
      </button>
    </div>
  );
}
