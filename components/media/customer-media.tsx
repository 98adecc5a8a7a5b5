"use client";

import { useLocale, useTranslations } from "next-intl";
import { useMemo, useRef, useState } from "react";
import { useNow } from "#components/console/use-now.ts";
import { FileGrid } from "./file-grid.tsx";
import type { FileMenuActions } from "./file-menu.tsx";
import { folderOf } from "./file-names.ts";
import { type Order, orders } from "./file-order.ts";
import { MediaCrumbs } from "./media-crumbs.tsx";
import { MediaEmpty } from "./media-empty.tsx";
import { directions, type MediaRow } from "./media-json.ts";
import { MediaNotices } from "./media-notices.tsx";
import { countsOf, type Place } from "./media-place.ts";
import { MediaProblem } from "./media-problem.tsx";
import { MediaSkeleton } from "./media-skeleton.tsx";
import { MediaToolbar } from "./media-toolbar.tsx";
import { MoveDialog } from "./move-dialog.tsx";
import { PlaceChoice } from "./place-choice.tsx";
import { nothingSelected, type Selection, stillShown } from "./selection.ts";
import { SelectionBar } from "./selection-bar.tsx";
import { ShareDialog } from "./share-dialog.tsx";
import { DropOverlay } from "./upload/drop-overlay.tsx";
import type { UploadLimits } from "./upload/refuse-file.ts";
import { UnfinishedUploads } from "./upload/unfinished-uploads.tsx";
import { UploadButtons } from "./upload/upload-buttons.tsx";
import { useArrivals } from "./upload/use-arrivals.ts";
import { usePaste } from "./upload/use-paste.ts";
import { otherFolders, useCustomerMedia, useFolder } from "./use-customer-media.ts";
import { useFileActions } from "./use-file-actions.ts";
import { useFileLabel } from "./use-file-label.ts";
import { useKeptChoice } from "./use-kept-choice.ts";
import { usePlace } from "./use-place.ts";
import { useShownRows } from "./use-shown-rows.ts";
import { useUploadTarget } from "./use-upload-target.ts";
import { MediaViewer } from "./viewer/media-viewer.tsx";

export interface CustomerMediaProps {
  customer: {
    id: string;
    name: string /** Relative to the base; null until there is one. */;
    folderPath: string | null;
  };
  /** What the person may do. */
  allowed: { write: boolean; share: boolean; deleteFolders: boolean };
  limits: UploadLimits;
}

/** A customer's files: looked at, put there, renamed, moved, shared and deleted. */
export function CustomerMedia({ customer, allowed, limits }: CustomerMediaProps) {
  const t = useTranslations("media");
  const locale = useLocale();
  const nowMs = useNow();
  const fileLabel = useFileLabel(nowMs);
  const live = useCustomerMedia(customer.id);
  const folderPath = customer.folderPath ?? (live.media?.folders ? folderOf(live.media.folders.sent) : null);
  const [place, setPlace] = usePlace(folderPath);
  const [view, setView] = useKeptChoice<"grid" | "list">("view", ["grid", "list"], "grid");
  const [order, setOrder] = useKeptChoice<Order>("order", orders, "newest");
  const [filter, setFilter] = useState("");
  const [selection, setSelection] = useState<Selection>(nothingSelected);
  const [active, setActive] = useState<string | null>(null);
  const [focusTurn, setFocusTurn] = useState(0);
  const [viewed, setViewed] = useState<string | null>(null);
  const [renaming, setRenaming] = useState<string | null>(null);
  const [moving, setMoving] = useState<readonly MediaRow[]>([]);
  const [sharing, setSharing] = useState<MediaRow | null>(null);
  const input = useRef<HTMLInputElement>(null);

  const reachable = live.media?.reachable ?? false;
  const root = useFolder(reachable && folderPath !== null ? folderPath : null);
  const listed =
    place.kind === "folder" ? place.path : place.kind === "all" ? null : live.media?.folders?.[place.kind];
  const folder = useFolder(reachable ? (listed ?? null) : null);
  const rows = useShownRows({ live, root, folder, place, folderPath, filter, order, locale });
  const paths = useMemo(() => new Set((rows ?? []).map(({ path }) => path)), [rows]);
  const selected = stillShown(selection, paths);
  const files = useMemo(() => (rows ?? []).filter((row) => !row.isDir), [rows]);

  const refresh = async () => {
    await Promise.all([live.refresh(), root.refresh(), folder.refresh()]);
  };
  const change = (next: (before: readonly MediaRow[]) => MediaRow[]) => {
    live.change(next);
    root.change(next);
    folder.change(next);
  };
  const deeds = useFileActions({ change, refresh });
  const target = useUploadTarget({ customer, folders: live.media?.folders ?? null, place, limits });
  useArrivals(customer.id, refresh);
  usePaste((pasted) => allowed.write && target.paste(pasted));

  const stored = (row: MediaRow) => (row.record?.state ?? "stored") === "stored";
  const actions: FileMenuActions = {
    canRename: (row) => allowed.write && row.may.rename && stored(row),
    canMove: (row) => allowed.write && row.may.rename && stored(row),
    canDelete: (row) => allowed.write && row.may.delete && (!row.isDir || allowed.deleteFolders),
    canShare: (row) => allowed.share && row.may.share && stored(row),
    onRename: (row) => setRenaming(row.path),
    onMove: setMoving,
    onDelete: (chosen) => {
      setSelection(nothingSelected);
      void deeds.remove(chosen);
    },
    onShare: setSharing,
  };

  function open(row: MediaRow) {
    if (!row.isDir) return setViewed(row.path);
    setSelection(nothingSelected);
    setFilter("");
    setPlace({ kind: "folder", path: row.path });
  }

  function choosePlace(next: Place) {
    setSelection(nothingSelected);
    setPlace(next);
  }

  const problem = place.kind === "folder" ? (folder.problem ?? live.problem) : live.problem;
  const counts = live.media && countsOf(live.media.rows, folderPath);
  const folderChoices = [
    ...directions.flatMap((one) => {
      const path = live.media?.folders?.[one];
      return path ? [{ path, name: t(`place.${one}`) }] : [];
    }),
    ...otherFolders(root.rows).map(({ path, filename }) => ({ path, name: filename })),
  ];
  const uploadable = allowed.write && problem?.code !== "nextcloud_not_configured";

  return (
    <section aria-label={t("label", { name: customer.name })} className="space-y-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
        <PlaceChoice place={place} counts={counts} onPlace={choosePlace} />
        {uploadable && (
          <UploadButtons
            input={input}
            accept={limits.accept}
            direction={place.kind === "all" ? target.direction : null}
            onDirection={target.setDirection}
            onFiles={(chosen) => target.upload(chosen)}
          />
        )}
      </div>
      <UnfinishedUploads customerId={customer.id} onChoose={() => input.current?.click()} />
      {live.media && (
        <MediaNotices
          reachable={live.media.reachable}
          isOld={live.problem !== null}
          busy={live.busy}
          onRetry={() => void refresh()}
        />
      )}
      {place.kind === "folder" && folderPath && (
        <MediaCrumbs
          folderPath={folderPath}
          path={place.path}
          customerName={customer.name}
          onPlace={choosePlace}
        />
      )}
      {(rows === undefined || rows.length > 0 || filter !== "") && !(problem && rows === undefined) && (
        <div className="flex justify-end">
          <MediaToolbar
            filter={filter}
            onFilter={setFilter}
            order={order}
            onOrder={setOrder}
            view={view}
            onView={setView}
          />
        </div>
      )}
      {selected.paths.size > 0 && rows && (
        <SelectionBar
          rows={rows.filter(({ path }) => selected.paths.has(path))}
          actions={actions}
          onClear={() => {
            setSelection(nothingSelected);
            setFocusTurn(focusTurn + 1);
          }}
        />
      )}
      {rows === undefined && problem && (
        <MediaProblem problem={problem} busy={live.busy} onRetry={() => void refresh()} />
      )}
      {rows === undefined && !problem && <MediaSkeleton view={view} />}
      {rows?.length === 0 && (
        <MediaEmpty
          place={place}
          filter={filter}
          hasFolder={folderPath !== null}
          reachable={reachable}
          customerName={customer.name}
          onClear={() => setFilter("")}
          onChoose={uploadable ? () => input.current?.click() : null}
        />
      )}
      {rows && rows.length > 0 && (
        <FileGrid
          rows={rows}
          view={view}
          label={t("files", { name: customer.name })}
          nowMs={nowMs}
          selection={selected}
          onSelection={setSelection}
          onOpen={open}
          renaming={renaming}
          onRenaming={setRenaming}
          saveName={deeds.rename}
          active={active}
          onActive={setActive}
          focusTurn={focusTurn}
          fileLabel={fileLabel}
          actions={actions}
        />
      )}
      <MediaViewer
        rows={files}
        path={viewed}
        onPath={(path) => {
          setViewed(path);
          setActive(path);
        }}
        onClose={() => {
          setViewed(null);
          setFocusTurn(focusTurn + 1);
        }}
      />
      <MoveDialog
        rows={moving}
        folders={folderChoices}
        onMove={async (chosen, to) => {
          setSelection(nothingSelected);
          await deeds.move(chosen, to.path, to.name);
        }}
        onClose={() => setMoving([])}
      />
      <ShareDialog row={sharing} onClose={() => setSharing(null)} />
      {uploadable && (
        <DropOverlay
          targets={target.dropTargets}
          customerName={customer.name}
          onDrop={(dropped, to) => target.upload(dropped, to.key)}
        />
      )}
    </section>
  );
}
