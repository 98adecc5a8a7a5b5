"use client";

import { useTranslations } from "next-intl";
import type { PDFDocumentProxy } from "pdfjs-dist";
import { useCallback, useEffect, useRef, useState } from "react";
import { Spinner } from "#components/ui/spinner.tsx";
import { openPdf } from "./open-pdf.ts";
import { PdfPage } from "./pdf-page.tsx";

const WIDEST = 1000;

/** A PDF, page below page. Page keys, arrows, + and − where nothing else has the keys. */
export default function PdfStage({ url, onBroken }: { url: string; onBroken: () => void }) {
  const t = useTranslations("media.viewer");
  const root = useRef<HTMLElement>(null);
  const [pdf, setPdf] = useState<PDFDocumentProxy | null>(null);
  const [room, setRoom] = useState(0);
  const [scale, setScale] = useState(1);
  const [ratios, setRatios] = useState<Record<number, number>>({});
  const [at, setAt] = useState(1);
  const broken = useRef(onBroken);
  useEffect(() => {
    broken.current = onBroken;
  });

  useEffect(() => {
    let over = false;
    const task = openPdf(url);
    task.promise.then(
      (document) => !over && setPdf(document),
      () => !over && broken.current(),
    );
    return () => {
      over = true;
      void task.destroy();
    };
  }, [url]);

  useEffect(() => {
    const node = root.current;
    if (!node) return;
    const observer = new ResizeObserver(() => setRoom(node.clientWidth));
    observer.observe(node);
    return () => observer.disconnect();
  }, []);

  const onRatio = useCallback(
    (number: number, ratio: number) =>
      setRatios((before) => (before[number] === ratio ? before : { ...before, [number]: ratio })),
    [],
  );

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const node = root.current;
      if (!node || event.ctrlKey || event.metaKey || event.altKey) return;
      const page = node.clientHeight * 0.9;
      if (event.key === "PageDown" || event.key === " ") node.scrollBy({ top: page });
      else if (event.key === "PageUp") node.scrollBy({ top: -page });
      else if (event.key === "ArrowDown") node.scrollBy({ top: 80 });
      else if (event.key === "ArrowUp") node.scrollBy({ top: -80 });
      else if (event.key === "Home") node.scrollTo({ top: 0 });
      else if (event.key === "End") node.scrollTo({ top: node.scrollHeight });
      else if (event.key === "+" || event.key === "=") setScale((before) => Math.min(3, before * 1.25));
      else if (event.key === "-") setScale((before) => Math.max(0.5, before / 1.25));
      else if (event.key === "0") setScale(1);
      else return;
      // The space bar belongs to a button that has the focus.
      if (event.key === " " && event.target instanceof HTMLButtonElement) return;
      event.preventDefault();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);

  function onScroll() {
    const node = root.current;
    if (!node) return;
    const middle = node.scrollTop + node.clientHeight / 2;
    const pages = [...node.querySelectorAll<HTMLElement>("[data-pdf-page]")];
    const seen = pages.findLastIndex((page) => page.offsetTop <= middle);
    setAt(Math.max(0, seen) + 1);
  }

  const width = Math.round(Math.min(WIDEST, Math.max(0, room - 32)) * scale);
  return (
    <section
      ref={root}
      aria-label={t("pages")}
      data-pdf-pages
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      onScroll={onScroll}
      className="relative size-full space-y-4 overflow-auto py-4 focus-visible:-outline-offset-4"
    >
      {pdf === null && (
        <div className="grid h-full place-items-center">
          <Spinner className="size-6" label={t("loading")} />
        </div>
      )}
      {pdf !== null &&
        Array.from({ length: pdf.numPages }, (_, index) => (
          <PdfPage
            // biome-ignore lint/suspicious/noArrayIndexKey: pages are known by their number
            key={index}
            document={pdf}
            number={index + 1}
            width={width}
            ratio={ratios[index + 1] ?? ratios[1] ?? Math.SQRT2}
            onRatio={onRatio}
          />
        ))}
      {pdf !== null && pdf.numPages > 1 && (
        <p className="sticky bottom-3 mx-auto w-fit rounded-sm border bg-raised px-2.5 py-1 text-sm tabular-nums shadow-float">
          {t("page", { number: at, count: pdf.numPages })}
        </p>
      )}
    </section>
  );
}
