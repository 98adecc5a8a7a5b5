"use client";

import { useTranslations } from "next-intl";
import { type PointerEvent, useRef, useState, useSyncExternalStore } from "react";
import { Button } from "#components/ui/button.tsx";
import { SIGNATURE_HEIGHT, SIGNATURE_WIDTH, strokes as strokesOf } from "#lib/consents/signature-path.ts";

type Point = [x: number, y: number];

/** Closer points say nothing more of a line. */
const LEAST_DISTANCE = 3;
const MOST_CHARACTERS = 19_000;
const never = () => () => undefined;

/**
 * Where a signature can be drawn, by finger, pen or mouse. Nobody has to: the typed name counts as well, and without
 * scripts there is nothing here. The form carries its strokes as `signaturePath`.
 */
export function SignaturePad({
  initial = "",
  errorId,
}: {
  initial?: string | undefined;
  /** Of what says why the drawing was refused. */
  errorId?: string | undefined;
}) {
  const t = useTranslations("consent.page");
  const isLive = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const [drawn, setDrawn] = useState<Point[][]>(() => strokesOf(initial));
  const drawing = useRef<number | null>(null);
  if (!isLive) return null;
  const path = pathOf(drawn);

  function pointOf(event: PointerEvent<SVGSVGElement>): Point {
    const box = event.currentTarget.getBoundingClientRect();
    const within = (share: number, most: number) => Math.round(Math.min(Math.max(share, 0), 1) * most);
    return [
      within((event.clientX - box.left) / box.width, SIGNATURE_WIDTH),
      within((event.clientY - box.top) / box.height, SIGNATURE_HEIGHT),
    ];
  }

  function begin(event: PointerEvent<SVGSVGElement>): void {
    if (drawing.current !== null || path.length > MOST_CHARACTERS) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drawing.current = event.pointerId;
    setDrawn([...drawn, [pointOf(event)]]);
  }

  function go(event: PointerEvent<SVGSVGElement>): void {
    if (drawing.current !== event.pointerId) return;
    const point = pointOf(event);
    setDrawn((all) => {
      const last = all.at(-1) ?? [];
      const [x, y] = last.at(-1) ?? [-100, -100];
      if (Math.hypot(point[0] - x, point[1] - y) < LEAST_DISTANCE || pathOf(all).length > MOST_CHARACTERS)
        return all;
      return [...all.slice(0, -1), [...last, point]];
    });
  }

  function end(event: PointerEvent<SVGSVGElement>): void {
    if (drawing.current === event.pointerId) drawing.current = null;
  }

  return (
    <div className="space-y-1.5">
      <div className="flex items-baseline justify-between gap-3">
        <span aria-hidden className="font-medium">
          {t("draw")}
        </span>
        <span className="text-sm text-ink-faint">{t("optional")}</span>
      </div>
      <svg
        viewBox={`0 0 ${SIGNATURE_WIDTH} ${SIGNATURE_HEIGHT}`}
        role="img"
        aria-label={t("draw")}
        aria-describedby={errorId ? `${errorId} signature-hint` : "signature-hint"}
        onPointerDown={begin}
        onPointerMove={go}
        onPointerUp={end}
        onPointerCancel={end}
        className="block w-full cursor-crosshair touch-none rounded-md border border-line-strong bg-raised text-ink"
      >
        <path d="M40 160H560" className="stroke-line-strong" strokeWidth="2" strokeDasharray="6 8" />
        <path
          d={path}
          fill="none"
          stroke="currentColor"
          strokeWidth="4"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      <input type="hidden" name="signaturePath" value={path} />
      <p id="signature-hint" className="text-sm text-ink-soft">
        {t("drawHint")}
      </p>
      {drawn.length > 0 && (
        <div className="flex flex-wrap gap-2">
          <Button variant="ghost" onClick={() => setDrawn(drawn.slice(0, -1))}>
            {t("undoStroke")}
          </Button>
          <Button variant="ghost" onClick={() => setDrawn([])}>
            {t("clear")}
          </Button>
        </div>
      )}
    </div>
  );
}

/** A dot is a stroke that goes nowhere. */
function pathOf(drawn: readonly Point[][]): string {
  return drawn
    .map((stroke) => (stroke.length === 1 ? [...stroke, ...stroke] : stroke))
    .map((stroke) => `M${stroke.map(([x, y]) => `${x} ${y}`).join("L")}`)
    .join("");
}
