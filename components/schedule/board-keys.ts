import type { ScheduleItem } from "#lib/schedule/schedule-view.ts";
import { type AppointmentItem, type BoardColumn, type ChosenTime, STEP_MS, shifted } from "./board-types.ts";

export interface BoardKeysOptions {
  root: { readonly current: HTMLElement | null };
  columns: readonly BoardColumn[];
  chosen: ChosenTime | null;
  itemsOf: (column: BoardColumn) => readonly ScheduleItem[];
  movable: (id: string) => AppointmentItem | null;
  onChange: (time: ChosenTime | null) => void;
  onDrop: (time: ChosenTime) => void;
  onNew: () => void;
  /** Where letters lead: today, the view, back and forth. */
  links: { today: string; day: string; week: string; back: string; forth: string };
  go: (href: string) => void;
}

/** Answers the board's keys; `options` are those of the moment. */
export function boardKeys(options: () => BoardKeysOptions): (event: KeyboardEvent) => void {
  function letter(key: string): boolean {
    const { links, go, onNew } = options();
    const targets: Record<string, string> = {
      t: links.today,
      d: links.day,
      w: links.week,
      j: links.forth,
      k: links.back,
    };
    const href = targets[key];
    if (key === "n") onNew();
    else if (href) go(href);
    else return false;
    return true;
  }

  function keep(): boolean {
    const { chosen, onDrop } = options();
    if (!chosen) return false;
    onDrop(chosen);
    return true;
  }

  function leave(): boolean {
    const { chosen, onChange } = options();
    if (!chosen) return false;
    onChange(null);
    return true;
  }

  function moveByKey(key: string): boolean {
    const { chosen, movable, columns, onChange } = options();
    const focused = focusedItem();
    const item = chosen ? null : movable(focused?.dataset.item ?? "");
    const from: ChosenTime | null =
      chosen ??
      (item && {
        mode: "move",
        itemId: item.id,
        artistId: item.appointment.artist.id,
        startMs: item.startMs,
        endMs: item.endMs,
      });
    if (!from) return false;
    if (key === "ArrowUp" || key === "ArrowDown") {
      onChange(shifted(from, key === "ArrowUp" ? -STEP_MS : STEP_MS));
      return true;
    }
    // To the same clock time of the neighbouring day: columns begin at the same clock time.
    const own = columns.filter((column) => column.schedule.artist.id === from.artistId);
    const at = own.findIndex(({ span }) => span.startMs <= from.startMs && from.startMs < span.endMs);
    const here = own[at];
    const there = own[at + (key === "ArrowLeft" ? -1 : 1)];
    if (!here || !there) return true;
    onChange(shifted(from, there.span.startMs - here.span.startMs));
    return true;
  }

  function focusByKey(key: string): boolean {
    const { root, columns, itemsOf } = options();
    const focused = focusedItem();
    const all = columns.map((column) => itemsOf(column).map(({ id }) => `${column.key}:${id}`));
    const focus = (place: string | undefined) => {
      const [column = "", ...id] = place?.split(":") ?? [];
      const element = root.current?.querySelector<HTMLElement>(
        `[data-column="${column}"] [data-item="${id.join(":")}"]`,
      );
      element?.focus();
      return element !== undefined && element !== null;
    };
    if (!focused) return isInside() && focus(all.flat()[0]);
    const place = `${focused.closest<HTMLElement>("[data-column]")?.dataset.column}:${focused.dataset.item}`;
    const column = all.findIndex((places) => places.includes(place));
    if (key === "ArrowUp" || key === "ArrowDown") {
      const flat = all.flat();
      return focus(flat[flat.indexOf(place) + (key === "ArrowUp" ? -1 : 1)]);
    }
    const by = key === "ArrowLeft" ? -1 : 1;
    const row = all[column]?.indexOf(place) ?? 0;
    for (let next = column + by; all[next]; next += by) {
      const places = all[next] ?? [];
      if (places.length > 0) return focus(places[Math.min(row, places.length - 1)]);
    }
    return false;
  }

  function focusedItem(): HTMLElement | null {
    const { root } = options();
    const active = document.activeElement;
    return active && root.current?.contains(active) ? active.closest<HTMLElement>("[data-item]") : null;
  }

  /** Arrows scroll the page while the focus is elsewhere. */
  function isInside(): boolean {
    const { root } = options();
    return root.current?.contains(document.activeElement) ?? false;
  }

  /** A link or button with the focus answers Enter; an item on the board is what is on its way. */
  function actsItself(): boolean {
    return focusedItem() === null && document.activeElement?.closest("a, button, summary") != null;
  }

  return (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isElsewhere(event.target)) return;
    if (answers(event)) event.preventDefault();
  };

  function answers({ key, shiftKey }: KeyboardEvent): boolean {
    if (key.startsWith("Arrow")) return shiftKey ? moveByKey(key) : focusByKey(key);
    if (key === "Enter") return !actsItself() && keep();
    return key === "Escape" ? leave() : letter(key.toLowerCase());
  }
}

/** True while something is typed, or a sheet or menu has the keys. */
function isElsewhere(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest("input, textarea, select, [role=dialog], [role=menu], [role=listbox]") !== null)
  );
}
