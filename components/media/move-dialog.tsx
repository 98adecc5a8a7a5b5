"use client";

import { Folder } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose, DialogContent, DialogFooter } from "#components/ui/dialog.tsx";
import { folderOf } from "./file-names.ts";
import type { MediaRow } from "./media-json.ts";

export interface FolderChoice {
  path: string;
  name: string;
}

/** Into which of the customer's other folders the files go. */
export function MoveDialog({
  rows,
  folders,
  onMove,
  onClose,
}: {
  /** Empty: closed. */
  rows: readonly MediaRow[];
  folders: readonly FolderChoice[];
  onMove: (rows: readonly MediaRow[], folder: FolderChoice) => Promise<void>;
  onClose: () => void;
}) {
  const t = useTranslations("media.move");
  const common = useTranslations("common");
  const [chosen, setChosen] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const here = new Set(rows.map(({ path }) => folderOf(path)));
  const choices = folders.filter(
    ({ path }) => !(here.size === 1 && here.has(path)) && !rows.some((row) => row.path === path),
  );
  const target = choices.find(({ path }) => path === chosen);
  return (
    <Dialog open={rows.length > 0} onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={t("title", { count: rows.length, name: rows[0]?.filename ?? "" })}
        closeLabel={common("close")}
      >
        <form
          onSubmit={async (event) => {
            event.preventDefault();
            if (!target || busy) return;
            setBusy(true);
            await onMove(rows, target);
            setBusy(false);
            setChosen(null);
            onClose();
          }}
        >
          <fieldset>
            <legend className="sr-only">{t("legend")}</legend>
            <div className="divide-y rounded-md border">
              {choices.map(({ path, name }) => (
                <label
                  key={path}
                  className="flex h-12 cursor-pointer items-center gap-3 px-3 hover:bg-sunk has-checked:bg-accent-ground"
                >
                  <input
                    type="radio"
                    name="folder"
                    value={path}
                    checked={chosen === path}
                    onChange={() => setChosen(path)}
                    className="size-4.5"
                  />
                  <Folder aria-hidden className="size-4.5 text-ink-faint" />
                  <span className="min-w-0 truncate">{name}</span>
                </label>
              ))}
            </div>
          </fieldset>
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="ghost">{common("cancel")}</Button>
            </DialogClose>
            <Button type="submit" variant="primary" busy={busy} disabled={!target}>
              {t("submit")}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
