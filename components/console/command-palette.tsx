"use client";

import { useTranslations } from "next-intl";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";
import { KeyboardHelp } from "./keyboard-help.tsx";
import type { PersonRole, Place } from "./navigation.ts";
import { useGo } from "./navigation-progress.tsx";
import { PaletteList } from "./palette-list.tsx";
import { type PaletteCommand, usePaletteCommands } from "./use-palette-commands.ts";
import { useSync } from "./use-sync.ts";

const OpenPalette = createContext<() => void>(() => undefined);

/** Opens the command palette. */
export function useOpenPalette(): () => void {
  return useContext(OpenPalette);
}

/** The command palette (⌘K, Ctrl+K), the list of keys (`?`) and undo (`u`) for everything inside. */
export function CommandPalette({
  role,
  places,
  ownArtist,
  children,
}: {
  role: PersonRole;
  places: readonly Place[];
  /** Whose calendars "Sync now" reads; null for everybody's. */
  ownArtist: { id: string; name: string } | null;
  children: ReactNode;
}) {
  const t = useTranslations("console.palette");
  const common = useTranslations("common");
  const go = useGo();
  const [open, setOpen] = useState<"palette" | "keys" | null>(null);
  const { commands, loading } = usePaletteCommands(role, places, open === "palette");
  const { sync } = useSync(ownArtist);

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented) return;
      if (
        event.key.toLowerCase() === "k" &&
        (event.metaKey || event.ctrlKey) &&
        !event.altKey &&
        !event.shiftKey
      ) {
        event.preventDefault();
        setOpen((before) => (before === "palette" ? null : "palette"));
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.key === "?") {
        event.preventDefault();
        setOpen("keys");
      } else if (event.key === "u") {
        // The newest message that offers to take something back.
        [...document.querySelectorAll<HTMLElement>("[data-toast-action]")].at(-1)?.click();
      }
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);

  function choose(command: PaletteCommand) {
    setOpen(command.act === "keys" ? "keys" : null);
    if (command.act === "sync") void sync();
    if (command.href) go(command.href);
  }

  return (
    <OpenPalette value={() => setOpen("palette")}>
      {children}
      <Dialog open={open === "palette"} onOpenChange={(next) => setOpen(next ? "palette" : null)}>
        <DialogContent
          title={t("title")}
          hideTitle
          closeLabel={common("close")}
          className="p-0 max-sm:top-0 max-sm:bottom-auto sm:top-24 sm:translate-y-0 sm:p-0"
        >
          <PaletteList commands={commands} loading={loading} onChoose={choose} />
        </DialogContent>
      </Dialog>
      <Dialog open={open === "keys"} onOpenChange={(next) => setOpen(next ? "keys" : null)}>
        <DialogContent title={t("keysTitle")} closeLabel={common("close")}>
          <KeyboardHelp />
        </DialogContent>
      </Dialog>
    </OpenPalette>
  );
}

/** True where a character is text, or where a sheet stands over the page. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest("input, textarea, select, [role=dialog]") !== null)
  );
}
