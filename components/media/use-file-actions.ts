"use client";

import { useTranslations } from "next-intl";
import { useToast } from "#components/ui/toast.tsx";
import { type Deleted, deleteFile, moveFile, renameFile, restoreFile } from "./call-files.ts";
import { folderOf } from "./file-names.ts";
import type { MediaRow } from "./media-json.ts";
import { useMediaWords } from "./use-media-words.ts";

export interface FileActions {
  /** @throws ApiProblem, for the field to show */
  rename: (row: MediaRow, name: string) => Promise<string>;
  move: (rows: readonly MediaRow[], folder: string, folderName: string) => Promise<void>;
  remove: (rows: readonly MediaRow[]) => Promise<void>;
}

/** Renames, moves and deletes, shows it at once, and says how to take it back. */
export function useFileActions({
  change,
  refresh,
}: {
  change: (rows: (before: readonly MediaRow[]) => MediaRow[]) => void;
  refresh: () => Promise<void>;
}): FileActions {
  const t = useTranslations("media.actions");
  const common = useTranslations("common");
  const toast = useToast();
  const words = useMediaWords();

  async function undo(work: () => Promise<unknown>, done: string) {
    try {
      await work();
      toast({ text: done });
    } catch (error) {
      toast({ text: words.problem(error), tone: "bad" });
    }
    await refresh();
  }

  async function rename(row: MediaRow, name: string): Promise<string> {
    const renamed = await renameFile(row.path, name);
    const path = renamed?.path ?? row.path;
    if (renamed)
      change((rows) =>
        rows.map((one) =>
          one.path === row.path ? { ...renamed, record: renamed.record ?? one.record } : one,
        ),
      );
    toast({
      text: t("renamed", { name }),
      action: {
        label: common("undo"),
        onSelect: () => void undo(() => renameFile(path, row.filename), t("renamed", { name: row.filename })),
      },
    });
    void refresh();
    return path;
  }

  async function move(rows: readonly MediaRow[], folder: string, folderName: string): Promise<void> {
    const moved: { row: MediaRow; from: string }[] = [];
    let problem: unknown = null;
    for (const row of rows) {
      try {
        const there = await moveFile(row, folder);
        moved.push({ row: there ?? { ...row, path: `${folder}/${row.filename}` }, from: folderOf(row.path) });
      } catch (error) {
        problem = error;
      }
    }
    if (moved.length > 0)
      toast({
        text: t("moved", { count: moved.length, name: moved[0]?.row.filename ?? "", folder: folderName }),
        action: {
          label: common("undo"),
          onSelect: () =>
            void undo(
              async () => {
                for (const { row, from } of moved) await moveFile(row, from);
              },
              t("movedBack", { count: moved.length, name: moved[0]?.row.filename ?? "" }),
            ),
        },
      });
    if (problem) toast({ text: words.problem(problem), tone: "bad" });
    await refresh();
  }

  async function remove(rows: readonly MediaRow[]): Promise<void> {
    const paths = new Set(rows.map(({ path }) => path));
    change((before) => before.filter(({ path }) => !paths.has(path)));
    const deleted: { filename: string; undo: Deleted }[] = [];
    const discarded: string[] = [];
    let problem: unknown = null;
    for (const { path, filename } of rows) {
      try {
        const undo = await deleteFile(path);
        if (undo) deleted.push({ filename, undo });
        else discarded.push(filename);
      } catch (error) {
        problem = error;
      }
    }
    if (discarded.length > 0)
      toast({ text: t("discarded", { count: discarded.length, name: discarded[0] ?? "" }) });
    if (deleted.length > 0)
      toast({
        text: t("deleted", { count: deleted.length, name: deleted[0]?.filename ?? "" }),
        action: {
          label: common("undo"),
          onSelect: () =>
            void undo(
              async () => {
                for (const one of deleted) await restoreFile(one.undo);
              },
              t("restored", { count: deleted.length, name: deleted[0]?.filename ?? "" }),
            ),
        },
        durationMs: 15_000,
      });
    if (problem) toast({ text: words.problem(problem), tone: "bad" });
    await refresh();
  }

  return { rename, move, remove };
}
