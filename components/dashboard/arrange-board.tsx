"use client";

import { DndContext, DragOverlay, PointerSensor, pointerWithin, useSensor, useSensors } from "@dnd-kit/core";
import { SortableContext } from "@dnd-kit/sortable";
import { useTranslations } from "next-intl";
import { useEffect, useId, useRef, useState } from "react";
import { isWideAtFirst, type PlacedWidget, type WidgetId } from "#lib/dashboard/widgets.ts";
import { AddWidgets } from "./add-widgets.tsx";
import { ArrangeBar } from "./arrange-bar.tsx";
import { ArrangeTile, TileShape } from "./arrange-tile.tsx";
import type { DashboardFacts } from "./dashboard-facts.ts";
import { missingFrom, type Offer, placedAt, withAdded, without, withWidth } from "./placement.ts";
import type { Arrangement } from "./use-arrangement.ts";
import { useLifted } from "./use-lifted.ts";

export interface ArrangeBoardProps {
  arrangement: Arrangement;
  offers: Offer[];
  systems: DashboardFacts["systems"];
  onDone: () => void;
}

/** The board with its widgets as tiles: dragged with mouse, pen or finger, moved with keys or with buttons. */
export function ArrangeBoard({ arrangement, offers, systems, onDone }: ArrangeBoardProps) {
  const t = useTranslations("widgets.arrange");
  const names = useTranslations("widgets.names");
  const keysId = useId();
  const [said, setSaid] = useState("");
  // What was done last, in the bar and not in a toast: on a phone that would lie on the bar.
  const [notice, setNotice] = useState("");
  // What is under way with the pointer or the keys, shown and not yet kept.
  const [draft, setDraft] = useState<PlacedWidget[] | null>(null);
  const [dragged, setDragged] = useState<WidgetId | null>(null);
  const root = useRef<HTMLDivElement>(null);
  const focusNext = useRef<WidgetId | "bar" | null>("bar");
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 4 } }));
  const board = draft ?? arrangement.board;
  const placeOf = (id: WidgetId, on = board) => ({
    name: names(id),
    place: on.findIndex((one) => one.id === id) + 1,
    of: on.length,
  });

  useEffect(() => {
    const wanted = focusNext.current;
    if (wanted === null) return;
    focusNext.current = null;
    // Below what waits for an answer the tiles may be out of sight.
    if (wanted === "bar" && root.current && root.current.getBoundingClientRect().top > innerHeight / 2)
      root.current.scrollIntoView();
    const selector = wanted === "bar" ? "[data-bar]" : `[data-handle="${wanted}"]`;
    root.current?.querySelector<HTMLElement>(selector)?.focus();
  });

  /** Keeps a change; `words` about it stand in the bar until the next. */
  function settle(next: PlacedWidget[], words = "") {
    arrangement.change(next);
    setNotice(words);
  }

  const lifted = useLifted({
    onLift: (id) => {
      setDraft(arrangement.board);
      setSaid(t("lifted", placeOf(id)));
    },
    onStep: (id, step) => {
      const next = placedAt(
        board,
        id,
        step === "first" ? 0 : step === "last" ? board.length : place(id) + step,
      );
      setDraft(next);
      setSaid(t("at", placeOf(id, next)));
    },
    onDrop: (id) => drop(id),
    onBack: (id) => {
      setDraft(null);
      setSaid(t("back", placeOf(id, arrangement.board)));
    },
  });

  function place(id: WidgetId): number {
    return board.findIndex((one) => one.id === id);
  }

  function drop(id: WidgetId) {
    setDraft(null);
    setDragged(null);
    setSaid(t("dropped", placeOf(id)));
    if (board.findIndex((one) => one.id === id) !== arrangement.board.findIndex((one) => one.id === id))
      settle(board, t("moved", { name: names(id) }));
  }

  function step(id: WidgetId, by: number) {
    const next = placedAt(board, id, place(id) + by);
    settle(next);
    setSaid(t("at", placeOf(id, next)));
  }

  function remove(id: WidgetId) {
    const next = without(board, id);
    focusNext.current = next[Math.min(place(id), next.length - 1)]?.id ?? "bar";
    settle(next, t("removed", { name: names(id) }));
  }

  function add(id: WidgetId) {
    focusNext.current = id;
    settle(withAdded(board, { id, wide: isWideAtFirst(id) }), t("addedSaid", { name: names(id) }));
  }

  const shown = dragged && board.find(({ id }) => id === dragged);
  return (
    <div ref={root} className="scroll-mt-20">
      <ArrangeBar
        arrangement={arrangement}
        notice={notice}
        onUndo={() => {
          arrangement.undo();
          setNotice(t("undone"));
        }}
        onReset={async () => {
          if (await arrangement.reset()) setNotice(t("wasReset"));
        }}
        onDone={onDone}
      />
      <p className="mb-4 text-sm text-ink-soft lg:hidden">{t("hint")}</p>
      <p id={keysId} className="sr-only">
        {t("keys")}
      </p>
      <p aria-live="assertive" className="sr-only">
        {said}
      </p>
      {board.length === 0 ? (
        <p className="rounded-md border border-dashed border-line-strong px-5 py-8 text-center text-ink-soft">
          {t("empty")}
        </p>
      ) : (
        <DndContext
          sensors={sensors}
          // Between two tiles nothing moves.
          collisionDetection={pointerWithin}
          // We say it ourselves, for the keys and the buttons as well.
          accessibility={{ announcements: SILENT, screenReaderInstructions: { draggable: "" } }}
          onDragStart={({ active }) => {
            const id = board.find((one) => one.id === active.id)?.id;
            if (!id) return;
            lifted.forget();
            setDragged(id);
            setDraft(arrangement.board);
            setSaid(t("lifted", placeOf(id, arrangement.board)));
          }}
          onDragOver={({ active, over }) => {
            const to = board.findIndex((one) => one.id === over?.id);
            if (to >= 0) setDraft(placedAt(board, String(active.id), to));
          }}
          onDragEnd={() => dragged && drop(dragged)}
          onDragCancel={() => {
            if (dragged) setSaid(t("back", placeOf(dragged, arrangement.board)));
            setDraft(null);
            setDragged(null);
          }}
        >
          <SortableContext items={board.map(({ id }) => id)} strategy={asTheGridHasIt}>
            <ul className="grid gap-3 md:grid-cols-2">
              {board.map((widget, index) => (
                <ArrangeTile
                  key={widget.id}
                  widget={widget}
                  isFirst={index === 0}
                  isLast={index === board.length - 1}
                  isLifted={lifted.id === widget.id}
                  keysId={keysId}
                  handle={lifted.handle(widget.id)}
                  onStep={(by) => step(widget.id, by)}
                  onWidth={(wide) => {
                    settle(withWidth(board, widget.id, wide));
                    setSaid(t(wide ? "wideSaid" : "narrowSaid", { name: names(widget.id) }));
                  }}
                  onRemove={() => remove(widget.id)}
                />
              ))}
            </ul>
          </SortableContext>
          <DragOverlay dropAnimation={null}>{shown && <TileShape widget={shown} isFloating />}</DragOverlay>
        </DndContext>
      )}
      <AddWidgets missing={missingFrom(board, offers)} systems={systems} onAdd={add} />
    </div>
  );
}

/** The tiles have the place the grid gives them; nothing is moved about to suggest it. */
const asTheGridHasIt = () => null;

const SILENT = {
  onDragStart: () => undefined,
  onDragOver: () => undefined,
  onDragEnd: () => undefined,
  onDragCancel: () => undefined,
};
