"use client";

import { useTranslations } from "next-intl";
import type { PDFDocumentProxy, PDFPageProxy, RenderTask } from "pdfjs-dist";
import { useEffect, useRef, useState } from "react";

/** One page on a canvas, drawn once it comes near the window and given back once it is far. `ratio`: height by width. */
export function PdfPage({
  document: pdf,
  number,
  width,
  ratio,
  onRatio,
}: {
  document: PDFDocumentProxy;
  number: number;
  width: number;
  ratio: number;
  onRatio: (number: number, ratio: number) => void;
}) {
  const t = useTranslations("media.viewer");
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [near, setNear] = useState(false);
  const [drawn, setDrawn] = useState(false);

  useEffect(() => {
    const node = frame.current;
    if (!node) return;
    const observer = new IntersectionObserver(([entry]) => setNear(entry?.isIntersecting ?? false), {
      root: node.closest("[data-pdf-pages]"),
      rootMargin: "100% 0px",
    });
    observer.observe(node);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    const target = canvas.current;
    if (!near || !target || width <= 0) return;
    let over = false;
    let task: RenderTask | undefined;
    const draw = async () => {
      const page: PDFPageProxy = await pdf.getPage(number);
      if (over) return;
      const whole = page.getViewport({ scale: 1 });
      onRatio(number, whole.height / whole.width);
      const scale = (width / whole.width) * Math.min(2, window.devicePixelRatio || 1);
      const viewport = page.getViewport({ scale });
      target.width = Math.floor(viewport.width);
      target.height = Math.floor(viewport.height);
      task = page.render({ canvas: target, viewport });
      await task.promise;
      if (!over) setDrawn(true);
    };
    // A page that cannot be drawn stays white; the others still can.
    draw().catch(() => undefined);
    return () => {
      over = true;
      task?.cancel();
      setDrawn(false);
      target.width = 0;
      target.height = 0;
    };
  }, [near, pdf, number, width, onRatio]);

  return (
    <div
      ref={frame}
      data-pdf-page={number}
      data-drawn={drawn || undefined}
      className="mx-auto bg-[white] shadow-float"
      style={{ width, height: Math.round(width * ratio) }}
    >
      <canvas
        ref={canvas}
        role="img"
        aria-label={t("page", { number, count: pdf.numPages })}
        className="size-full"
      />
    </div>
  );
}
