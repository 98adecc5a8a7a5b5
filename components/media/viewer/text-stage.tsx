"use client";

import { useTranslations } from "next-intl";
import useSWR from "swr";
import { Spinner } from "#components/ui/spinner.tsx";

const SHOWN_BYTES = 200_000;

/** The beginning of a text, as text whatever it holds: HTML shows its source here. */
export function TextStage({
  url,
  size,
  onBroken,
}: {
  url: string;
  size: number | null;
  onBroken: () => void;
}) {
  const t = useTranslations("media.viewer");
  const { data } = useSWR(["media-text", url], () => readBeginning(url), {
    revalidateOnFocus: false,
    shouldRetryOnError: false,
    onError: onBroken,
  });
  if (data === undefined)
    return (
      <div className="grid h-full place-items-center">
        <Spinner className="size-6" label={t("loading")} />
      </div>
    );
  return (
    <section
      aria-label={t("text")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      className="size-full overflow-auto p-4 focus-visible:-outline-offset-4 sm:p-8"
    >
      <pre className="mx-auto max-w-4xl font-mono text-sm leading-relaxed break-words whitespace-pre-wrap">
        {data}
      </pre>
      {size !== null && size > SHOWN_BYTES && (
        <p className="mx-auto mt-6 max-w-4xl border-t pt-3 text-sm text-ink-soft">{t("textCut")}</p>
      )}
    </section>
  );
}

async function readBeginning(url: string): Promise<string> {
  const response = await fetch(url, { headers: { range: `bytes=0-${SHOWN_BYTES - 1}` } });
  // An empty file has no first byte to ask for.
  if (response.status === 416) return "";
  if (!response.ok) throw new Error(`the text was refused with ${response.status}`);
  const bytes = new Uint8Array(await response.arrayBuffer()).slice(0, SHOWN_BYTES);
  // A file cut in the middle of a character ends with half of it.
  return new TextDecoder().decode(bytes, { stream: true });
}
