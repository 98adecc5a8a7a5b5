"use client";

import { useSortable } from "@dnd-kit/sortable";
import { ArrowDown, ArrowUp, GripVertical, Maximize2, Minimize2, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ComponentProps, ReactNode } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#lib/core/cn.ts";
import type { PlacedWidget } from "#lib/dashboard/widgets.ts";
import { widgetIcons } from "./widget-look.ts";

/** A widget while the board is arranged: its handle, its name, and everything that can be done with it. */
export function ArrangeTile({
  widget: { id, wide },
  isFirst,
  isLast,
  isLifted,
  keysId,
  handle,
  onStep,
  onWidth,
  onRemove,
}: {
  widget: PlacedWidget;
  isFirst: boolean;
  isLast: boolean;
  isLifted: boolean;
  /** Of the element that says which keys move it. */
  keysId: string;
  handle: Pick<ComponentProps<"button">, "onKeyDown" | "onBlur" | "aria-pressed">;
  onStep: (by: 1 | -1) => void;
  onWidth: (wide: boolean) => void;
  onRemove: () => void;
}) {
  const t = useTranslations("widgets.arrange");
  const name = useTranslations("widgets.names")(id);
  const { setNodeRef, setActivatorNodeRef, listeners, isDragging } = useSortable({ id });
  return (
    <li
      ref={setNodeRef}
      data-tile={id}
      className={cn("min-w-0", wide && "md:col-span-2", isDragging && "opacity-40")}
    >
      <TileShape
        widget={{ id, wide }}
        isLifted={isLifted}
        grip={
          <button
            ref={setActivatorNodeRef}
            type="button"
            data-handle={id}
            aria-label={t("handle", { name })}
            aria-describedby={keysId}
            className="grid size-11 shrink-0 cursor-grab touch-none place-items-center rounded-sm text-ink-soft hover:bg-sunk active:cursor-grabbing"
            {...listeners}
            {...handle}
          >
            <GripVertical aria-hidden className="size-5" />
          </button>
        }
      >
        <Step label={t("earlier", { name })} disabled={isFirst} onClick={() => onStep(-1)}>
          <ArrowUp aria-hidden />
        </Step>
        <Step label={t("later", { name })} disabled={isLast} onClick={() => onStep(1)}>
          <ArrowDown aria-hidden />
        </Step>
        {/* On a phone everything has the same width. */}
        <Step
          label={t(wide ? "narrow" : "widen", { name })}
          className="max-md:hidden"
          onClick={() => onWidth(!wide)}
        >
          {wide ? (
            <Minimize2 aria-hidden className="rotate-45" />
          ) : (
            <Maximize2 aria-hidden className="rotate-45" />
          )}
        </Step>
        <Step label={t("remove", { name })} onClick={onRemove}>
          <X aria-hidden />
        </Step>
      </TileShape>
    </li>
  );
}

function Step({
  label,
  disabled = false,
  className,
  onClick,
  children,
}: {
  label: string;
  disabled?: boolean;
  className?: string;
  onClick: () => void;
  children: ReactNode;
}) {
  return (
    <Button
      size="icon"
      variant="ghost"
      label={label}
      // Not `disabled`: whoever pressed it until it can go no further keeps the focus.
      aria-disabled={disabled || undefined}
      className={cn("text-ink-soft", className)}
      onClick={disabled ? undefined : onClick}
    >
      {children}
    </Button>
  );
}

/** How a tile looks, in its place and under the pointer. */
export function TileShape({
  widget: { id, wide },
  grip,
  isLifted = false,
  isFloating = false,
  children,
}: {
  widget: PlacedWidget;
  grip?: ReactNode;
  isLifted?: boolean;
  isFloating?: boolean;
  children?: ReactNode;
}) {
  const t = useTranslations("widgets");
  const Icon = widgetIcons[id];
  return (
    <div
      className={cn(
        "flex h-full min-h-18 items-center gap-1 rounded-md border bg-raised py-2 pr-1.5 pl-1 sm:gap-2",
        isLifted && "border-accent ring-1 ring-accent",
        isFloating && "cursor-grabbing shadow-float",
      )}
    >
      {grip ?? (
        <span className="grid size-11 shrink-0 place-items-center text-ink-soft">
          <GripVertical aria-hidden className="size-5" />
        </span>
      )}
      <Icon aria-hidden className="size-5 shrink-0 text-ink-faint max-sm:hidden" strokeWidth={1.75} />
      <div className="min-w-0 flex-1 leading-snug">
        <p className="flex items-center gap-2 font-medium">
          <span className="truncate">{t(`names.${id}`)}</span>
          {wide && <Badge className="text-xs max-md:hidden">{t("arrange.wide")}</Badge>}
        </p>
        <p className="truncate text-sm text-ink-soft">{t(`about.${id}`)}</p>
      </div>
      <div className="flex shrink-0 items-center">{children}</div>
    </div>
  );
}
