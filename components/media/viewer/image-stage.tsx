"use client";

import { Minus, Plus, Scan } from "lucide-react";
import { useTranslations } from "next-intl";
import { type PointerEvent, useCallback, useEffect, useRef, useState } from "react";
import { Spinner } from "#components/ui/spinner.tsx";
import { previewUrl } from "../call-files.ts";
import { isShownByBrowsers } from "../file-kind.ts";
import type { MediaRow } from "../media-json.ts";
import { fitSize, fitted, kept, moved, type Sizes, type Zoom, zoomedAt } from "./zoom.ts";

const STEP = 1.5;

/** The address of a picture for the whole screen: Nextcloud's preview, which is small, or the file itself. */
export function stageUrl(row: MediaRow): string | null {
  return previewUrl(row, 2048) ?? (isShownByBrowsers(row.mimeType) ? row.fileUrl : null);
}

/** A picture that fits in, closer on demand: keys, wheel, two fingers; drawn along with the pointer. */
export function ImageStage({ row, alt, onBroken }: { row: MediaRow; alt: string; onBroken: () => void }) {
  const t = useTranslations("media.viewer");
  const stage = useRef<HTMLDivElement>(null);
  const [natural, setNatural] = useState({ width: 0, height: 0 });
  const [box, setBox] = useState({ width: 0, height: 0 });
  const [zoom, setZoom] = useState<Zoom>(fitted);
  const [sharp, setSharp] = useState(false);
  const pointers = useRef(new Map<number, { x: number; y: number }>());
  const size = fitSize(natural, box);
  const sizes: Sizes = { ...size, stageWidth: box.width, stageHeight: box.height };
  const latest = useRef(sizes);
  latest.current = sizes;

  useEffect(() => {
    const node = stage.current;
    if (!node) return;
    const observer = new ResizeObserver(() => setBox({ width: node.clientWidth, height: node.clientHeight }));
    observer.observe(node);
    return () => observer.disconnect();
  }, []);
  const { width, height } = box;
  useEffect(() => {
    if (width > 0 && height > 0) setZoom((before) => kept(before, latest.current));
  }, [width, height]);

  const zoomBy = useCallback(
    (factor: number, point = { x: 0, y: 0 }) =>
      setZoom((before) => zoomedAt(before, factor, point, latest.current)),
    [],
  );

  useEffect(() => {
    const node = stage.current;
    if (!node) return;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      zoomBy(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.002)), fromMiddle(node, event));
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "+" || event.key === "=") zoomBy(STEP);
      else if (event.key === "-") zoomBy(1 / STEP);
      else if (event.key === "0") setZoom(fitted);
      else return;
      event.preventDefault();
    };
    // React's own wheel listener is passive: it could not keep the page from zooming as well.
    node.addEventListener("wheel", onWheel, { passive: false });
    document.addEventListener("keydown", onKeyDown);
    return () => {
      node.removeEventListener("wheel", onWheel);
      document.removeEventListener("keydown", onKeyDown);
    };
  }, [zoomBy]);

  function onPointerMove(event: PointerEvent) {
    const before = pointers.current.get(event.pointerId);
    if (!before || !stage.current) return;
    const now = fromMiddle(stage.current, event);
    const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
    pointers.current.set(event.pointerId, now);
    if (!other) return setZoom((zoomed) => moved(zoomed, now.x - before.x, now.y - before.y, latest.current));
    const apart = (a: typeof now, b: typeof now) => Math.hypot(a.x - b.x, a.y - b.y);
    const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
    zoomBy(apart(now, other) / Math.max(1, apart(before, other)), middle);
  }

  // The preview is enough to see it whole; from near the file itself is sharper.
  const preview = stageUrl(row);
  const near = zoom.scale > 1.05 && isShownByBrowsers(row.mimeType) && preview !== row.fileUrl;
  return (
    <div className="relative size-full">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys and the buttons below do the same */}
      <div
        ref={stage}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          pointers.current.set(event.pointerId, fromMiddle(event.currentTarget, event));
        }}
        onPointerMove={onPointerMove}
        onPointerUp={(event) => pointers.current.delete(event.pointerId)}
        onPointerCancel={(event) => pointers.current.delete(event.pointerId)}
        onDoubleClick={(event) =>
          zoom.scale > 1 ? setZoom(fitted) : zoomBy(3, fromMiddle(event.currentTarget, event))
        }
        className="grid size-full touch-none place-items-center overflow-hidden"
        style={{ cursor: zoom.scale > 1 ? "grab" : "zoom-in" }}
      >
        {natural.width === 0 && <Spinner className="size-6" label={t("loading")} />}
        <div
          className="relative col-start-1 row-start-1"
          data-zoom={zoom.scale.toFixed(2)}
          style={{
            width: size.width || undefined,
            height: size.height || undefined,
            transform: `translate(${zoom.x}px, ${zoom.y}px) scale(${zoom.scale})`,
          }}
        >
          {preview && (
            // biome-ignore lint/performance/noImgElement: it comes in its size from our own server
            <img
              src={preview}
              alt={alt}
              draggable={false}
              onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
                setNatural({ width: naturalWidth, height: naturalHeight })
              }
              onError={onBroken}
              className={natural.width === 0 ? "invisible absolute" : "absolute inset-0 size-full"}
            />
          )}
          {near && (
            // biome-ignore lint/performance/noImgElement: the file itself
            <img
              src={row.fileUrl}
              alt=""
              draggable={false}
              onLoad={() => setSharp(true)}
              className={sharp ? "absolute inset-0 size-full" : "invisible absolute inset-0 size-full"}
            />
          )}
        </div>
      </div>
      <div
        role="toolbar"
        aria-label={t("zoom")}
        className="absolute bottom-4 left-1/2 flex -translate-x-1/2 items-center rounded-md border bg-raised shadow-float"
      >
        <ZoomButton label={t("zoomOut")} disabled={zoom.scale <= 1} onPress={() => zoomBy(1 / STEP)}>
          <Minus aria-hidden className="size-4" />
        </ZoomButton>
        <span className="w-12 text-center text-xs text-ink-soft tabular-nums">
          {Math.round(zoom.scale * 100)} %
        </span>
        <ZoomButton label={t("zoomIn")} disabled={zoom.scale >= 12} onPress={() => zoomBy(STEP)}>
          <Plus aria-hidden className="size-4" />
        </ZoomButton>
        <ZoomButton label={t("fit")} disabled={zoom.scale <= 1} onPress={() => setZoom(fitted)}>
          <Scan aria-hidden className="size-4" />
        </ZoomButton>
      </div>
    </div>
  );
}

function ZoomButton({
  label,
  disabled,
  onPress,
  children,
}: {
  label: string;
  disabled: boolean;
  onPress: () => void;
  children: React.ReactNode;
}) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-disabled={disabled}
      onClick={() => !disabled && onPress()}
      className="grid size-10 place-items-center rounded-md text-ink hover:bg-sunk aria-disabled:opacity-40"
    >
      {children}
    </button>
  );
}

function fromMiddle(node: Element, event: { clientX: number; clientY: number }): { x: number; y: number } {
  const box = node.getBoundingClientRect();
  return { x: event.clientX - box.left - box.width / 2, y: event.clientY - box.top - box.height / 2 };
}
