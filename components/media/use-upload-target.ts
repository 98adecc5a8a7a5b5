"use client";

import { useTranslations } from "next-intl";
import { pastedName } from "./file-names.ts";
import { type Direction, directions } from "./media-json.ts";
import type { Place } from "./media-place.ts";
import type { DropTarget } from "./upload/drop-overlay.tsx";
import { refuseFile, type UploadLimits } from "./upload/refuse-file.ts";
import type { UploadTarget } from "./upload/upload-queue.ts";
import { addUploads } from "./upload/upload-store.ts";
import { useKeptChoice } from "./use-kept-choice.ts";

/** Where files go that are chosen, dropped or pasted while `place` is looked at, and how they get under way. */
export function useUploadTarget({
  customer,
  folders,
  place,
  limits,
}: {
  customer: { id: string; name: string };
  folders: Record<Direction, string> | null;
  place: Place;
  limits: UploadLimits;
}) {
  const t = useTranslations("media");
  const [kept, setKept] = useKeptChoice("folder", directions, "sent");
  const direction = place.kind === "folder" ? null : place.kind === "all" ? kept : place.kind;
  const opened = place.kind === "folder" ? place.path : null;
  const openedName = opened?.slice(opened.lastIndexOf("/") + 1) ?? "";

  const dropTargets: DropTarget[] =
    place.kind === "folder"
      ? [{ key: "folder", name: openedName }]
      : (place.kind === "all" ? directions : [place.kind]).map((one) => ({
          key: one,
          name: t(`place.${one}`),
        }));

  function upload(files: readonly File[], to: string | null = direction) {
    const found = directions.find((one) => one === to) ?? null;
    const target: UploadTarget = {
      customerId: customer.id,
      customerName: customer.name,
      direction: found,
      folder: found ? (folders?.[found] ?? null) : opened,
      maxBytes: limits.maxBytes,
    };
    const chosen = files.map((file) => ({ file, name: file.name.normalize("NFC") }));
    addUploads(chosen, target, ({ file, name }) =>
      refuseFile({ name, type: file.type, size: file.size }, limits),
    );
  }

  function paste(files: readonly File[]) {
    const at = new Date();
    const renamed = files.map(
      (file, index) =>
        new File([file], pastedName(file, at, t("upload.pasted"), index), {
          type: file.type,
          lastModified: file.lastModified,
        }),
    );
    upload(renamed);
  }

  return { direction, setDirection: setKept, openedName, dropTargets, upload, paste };
}
