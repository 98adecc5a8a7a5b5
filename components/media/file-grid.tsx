"use client";

import { defaultRangeExtractor, useWindowVirtualizer } from "@tanstack/react-virtual";
import {
  type KeyboardEvent,
  type MouseEvent,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import type { FileMenuActions } from "./file-menu.tsx";
import { FileTile, type TileHandlers } from "./file-tile.tsx";
import { gridDeed } from "./grid-deed.ts";
import { gridStep } from "./grid-step.ts";
import type { MediaRow } from "./media-json.ts";
import { nothingSelected, rangeTo, type Selection, toggled } from "./selection.ts";
import { useElementBox } from "./use-element-box.ts";
import { useKeptFocus } from "./use-kept-focus.ts";

const TILE_MIN = 156;
const GAP = 14;
const CAPTION = 52;
const LINE = 57;
/** Phones' bar below and head above. */
const SCROLL_PADDING = 96;

export interface FileGridProps {
  rows: readonly MediaRow[];
  view: "grid" | "list";
  label: string;
  nowMs: number;
  selection: Selection;
  onSelection: (selection: Selection) => void;
  onOpen: (row: MediaRow) => void;
  /** The one whose name is being changed. */
  renaming: string | null;
  onRenaming: (path: string | null) => void;
  /** Throws ApiProblem. @returns the new path */
  saveName: (row: MediaRow, name: string) => Promise<string>;
  /** The one that Tab reaches; kept outside so that the viewer can give the focus back. */
  active: string | null;
  onActive: (path: string) => void;
  /** Raised when the active one shall take the focus. */
  focusTurn: number;
  fileLabel: (row: MediaRow) => string;
  actions: FileMenuActions;
}

/** Files in rows of tiles or lines; only those near the window are in the page. One stop of Tab, arrows within. */
export function FileGrid(props: FileGridProps) {
  const { rows, view, selection, onSelection, active, onActive, renaming, onRenaming, actions } = props;
  const root = useRef<HTMLDivElement>(null);
  const { width, top } = useElementBox(root);
  const columns = view === "list" ? 1 : Math.max(2, Math.floor((width + GAP) / (TILE_MIN + GAP)));
  const tile = (width - GAP * (columns - 1)) / columns;
  const rowHeight = view === "list" ? LINE : Math.round(tile + CAPTION + GAP);
  const rowCount = Math.ceil(rows.length / columns);
  const paths = useMemo(() => rows.map(({ path }) => path), [rows]);
  const found = active === null ? -1 : paths.indexOf(active);
  const activeIndex = Math.max(0, found);
  const activeRow = Math.floor(activeIndex / columns);

  const virtualizer = useWindowVirtualizer({
    count: width === 0 ? 0 : rowCount,
    estimateSize: () => rowHeight,
    overscan: 3,
    scrollMargin: top,
    scrollPaddingStart: SCROLL_PADDING,
    scrollPaddingEnd: SCROLL_PADDING,
    // The focused cell stays in the page, or scrolling would lose the focus.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      return shown.includes(activeRow) || activeRow >= rowCount
        ? shown
        : [...shown, activeRow].sort((a, b) => a - b);
    },
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: every row is as high as the others, so all change at once
  useEffect(() => virtualizer.measure(), [rowHeight, virtualizer]);

  const [focusPath, setFocusPath] = useState<string | null>(null);
  const moveTo = useCallback(
    (index: number) => {
      const path = paths[index];
      if (path === undefined) return;
      onActive(path);
      virtualizer.scrollToIndex(Math.floor(index / columns), { align: "auto" });
      setFocusPath(path);
    },
    [paths, onActive, virtualizer, columns],
  );
  useEffect(() => {
    if (focusPath === null) return;
    root.current
      ?.querySelector<HTMLElement>(`[data-path="${CSS.escape(focusPath)}"]`)
      ?.focus({ preventScroll: true });
    setFocusPath(null);
  }, [focusPath]);
  const seenTurn = useRef(props.focusTurn);
  useEffect(() => {
    if (seenTurn.current === props.focusTurn) return;
    seenTurn.current = props.focusTurn;
    moveTo(activeIndex);
  }, [props.focusTurn, activeIndex, moveTo]);
  useKeptFocus(root, paths, activeIndex, moveTo);

  function select(row: MediaRow, event: Pick<MouseEvent, "shiftKey" | "ctrlKey" | "metaKey">) {
    onActive(row.path);
    if (event.shiftKey) onSelection(rangeTo(selection, row.path, paths, event.ctrlKey || event.metaKey));
    else onSelection(toggled(selection, row.path));
  }

  function onKeyDown(event: KeyboardEvent) {
    const row = rows[activeIndex];
    if (!row || event.altKey || !(event.target instanceof HTMLElement) || !event.target.dataset.path) return;
    const command = event.ctrlKey || event.metaKey;
    const page = Math.max(1, Math.floor((window.innerHeight - 2 * SCROLL_PADDING) / rowHeight));
    const step = gridStep(event.key, activeIndex, { columns, count: rows.length, page, toEnds: command });
    if (step !== null) {
      event.preventDefault();
      const path = paths[step];
      if (event.shiftKey && path !== undefined) {
        const from = selection.anchor === null ? { ...selection, anchor: row.path } : selection;
        onSelection(rangeTo(from, path, paths));
      }
      return moveTo(step);
    }
    const chosen = rows.filter(({ path }) => selection.paths.has(path));
    const targets = selection.paths.has(row.path) ? chosen : [row];
    const deed = gridDeed(event.key, command);
    if (!deed) return;
    event.preventDefault();
    if (deed === "open") props.onOpen(row);
    else if (deed === "select") select(row, event);
    else if (deed === "all") onSelection({ paths: new Set(paths), anchor: row.path });
    else if (deed === "none") onSelection(nothingSelected);
    else if (deed === "rename" && actions.canRename(row)) onRenaming(row.path);
    else if (deed === "delete" && targets.every(actions.canDelete)) actions.onDelete(targets);
    else if (deed === "menu") {
      const menu = event.target.querySelector<HTMLElement>("[data-file-menu]");
      menu?.focus();
      menu?.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
    }
  }

  // What a tile can do is the same for all of them and lets them be left alone while others change.
  const latest = useRef({ props, select });
  latest.current = { props, select };
  const handlers = useMemo<TileHandlers>(
    () => ({
      label: (row) => latest.current.props.fileLabel(row),
      canRename: (row) => latest.current.props.actions.canRename(row),
      canMove: (row) => latest.current.props.actions.canMove(row),
      canDelete: (row) => latest.current.props.actions.canDelete(row),
      canShare: (row) => latest.current.props.actions.canShare(row),
      onRename: (row) => latest.current.props.onRenaming(row.path),
      onMove: (files) => latest.current.props.actions.onMove(files),
      onDelete: (files) => latest.current.props.actions.onDelete(files),
      onShare: (row) => latest.current.props.actions.onShare(row),
      onFocus: (row) => latest.current.props.onActive(row.path),
      onSelect: (row, event) => latest.current.select(row, event),
      onPress: (row, event) => {
        const now = latest.current;
        if (now.props.renaming === row.path) return;
        if (event.shiftKey || event.ctrlKey || event.metaKey || now.props.selection.paths.size > 0)
          return now.select(row, event);
        now.props.onActive(row.path);
        now.props.onOpen(row);
      },
      saveName: async (row, name) => {
        const path = await latest.current.props.saveName(row, name);
        latest.current.props.onActive(path);
        return path;
      },
      closeRename: () => latest.current.props.onRenaming(null),
    }),
    [],
  );
  const wasRenaming = useRef<string | null>(null);
  useEffect(() => {
    if (wasRenaming.current !== null && renaming === null) moveTo(activeIndex);
    wasRenaming.current = renaming;
  }, [renaming, activeIndex, moveTo]);

  return (
    // biome-ignore lint/a11y/useSemanticElements: a table cannot hold lines that are not there
    <div
      ref={root}
      role="grid"
      aria-label={props.label}
      aria-rowcount={rowCount}
      aria-colcount={columns}
      aria-multiselectable
      onKeyDown={onKeyDown}
      className="relative"
      style={{ height: Math.max(0, rowCount * rowHeight) }}
    >
      {virtualizer.getVirtualItems().map((line) => (
        // biome-ignore lint/a11y/useSemanticElements: as above
        // biome-ignore lint/a11y/useFocusableInteractive: its cells have the focus
        <div
          key={line.index}
          role="row"
          aria-rowindex={line.index + 1}
          className={view === "list" ? "absolute inset-x-0 top-0 border-b" : "absolute inset-x-0 top-0 grid"}
          style={{
            transform: `translateY(${line.index * rowHeight}px)`,
            height: view === "list" ? rowHeight : rowHeight - GAP,
            ...(view === "list"
              ? {}
              : { gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`, columnGap: GAP }),
          }}
        >
          {rows.slice(line.index * columns, (line.index + 1) * columns).map((row, column) => (
            <FileTile
              key={row.path}
              row={row}
              view={view}
              column={column + 1}
              active={line.index * columns + column === activeIndex}
              selected={selection.paths.has(row.path)}
              selecting={selection.paths.size > 0}
              renaming={renaming === row.path}
              nowMs={props.nowMs}
              handlers={handlers}
            />
          ))}
        </div>
      ))}
    </div>
  );
}
