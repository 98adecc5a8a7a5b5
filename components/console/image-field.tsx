"use client";

import { ImageUp } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type DragEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { cn } from "#lib/core/cn.ts";
import { callApi } from "./api.ts";
import { readImage, sendImage } from "./send-image.ts";
import { useProblemWords } from "./use-problem-words.ts";

/** What our server takes; it looks at the content itself as well. */
const ACCEPTED = ["image/png", "image/jpeg", "image/webp"];
const MAX_BYTES = 5 * 1024 * 1024;

/** A picture kept at `path` (PUT, DELETE): chosen or dropped, looked at before it is saved, and removed. */
export function ImageField({
  path,
  label,
  imageUrl,
  children,
  contain = false,
}: {
  path: string;
  label: string;
  /** The one in use. */
  imageUrl: string | null;
  /** Stands in for a picture where there is none. */
  children: ReactNode;
  /** Shown whole (a logo) rather than cut to a square (a portrait). */
  contain?: boolean;
}) {
  const t = useTranslations("console.image");
  const common = useTranslations("common");
  const router = useRouter();
  const toast = useToast();
  const problemWords = useProblemWords();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<{ file: File; url: string } | null>(null);
  const [over, setOver] = useState(false);
  const [busy, setBusy] = useState<"saving" | "removing" | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    if (!chosen) return;
    return () => URL.revokeObjectURL(chosen.url);
  }, [chosen]);

  function choose(file: File | undefined) {
    setProblem(null);
    if (!file) return;
    if (!ACCEPTED.includes(file.type)) return setProblem(t("notAnImage"));
    if (file.size > MAX_BYTES) return setProblem(t("tooLarge"));
    setChosen({ file, url: URL.createObjectURL(file) });
  }

  async function save(file: Blob) {
    setBusy("saving");
    setProblem(null);
    try {
      await sendImage(path, file);
      setChosen(null);
      toast({ text: t("saved") });
      router.refresh();
    } catch (error) {
      setProblem(problemWords(error));
    }
    setBusy(null);
  }

  async function remove(url: string) {
    setBusy("removing");
    setProblem(null);
    try {
      const kept = await readImage(url);
      await callApi("DELETE", path);
      toast({
        text: t("removed"),
        ...(kept ? { action: { label: common("undo"), onSelect: () => void save(kept) } } : {}),
      });
      router.refresh();
    } catch (error) {
      setProblem(problemWords(error));
    }
    setBusy(null);
  }

  function onDrop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    choose(event.dataTransfer.files[0]);
  }

  const shown = chosen?.url ?? imageUrl;
  return (
    <div className="space-y-3">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut; the button beside does the same */}
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
        className={cn(
          "flex flex-wrap items-center gap-5 rounded-md border border-dashed border-line-strong p-4 transition-colors",
          over && "bg-accent-ground",
        )}
      >
        {shown ? (
          // biome-ignore lint/performance/noImgElement: our own server has cut it already, or it is not uploaded yet
          <img
            src={shown}
            alt={t(chosen ? "previewAlt" : "currentAlt", { what: label })}
            className={cn(
              "rounded-md",
              contain ? "h-16 max-w-48 object-contain" : "size-28 border object-cover",
            )}
          />
        ) : (
          children
        )}
        <div className="min-w-0 flex-1 basis-56">
          {chosen ? (
            <div className="flex flex-wrap gap-2">
              <Button
                size="sm"
                variant="primary"
                busy={busy === "saving"}
                aria-label={t("saveNamed", { what: label })}
                onClick={() => void save(chosen.file)}
              >
                {t("save")}
              </Button>
              <Button size="sm" variant="ghost" disabled={busy !== null} onClick={() => setChosen(null)}>
                {t("discard")}
              </Button>
            </div>
          ) : (
            <div className="flex flex-wrap gap-2">
              <Button
                size="sm"
                aria-label={t(imageUrl ? "replaceNamed" : "chooseNamed", { what: label })}
                onClick={() => input.current?.click()}
              >
                <ImageUp aria-hidden />
                {t(imageUrl ? "replace" : "choose")}
              </Button>
              {imageUrl && (
                <Button
                  size="sm"
                  variant="ghost"
                  busy={busy === "removing"}
                  aria-label={t("removeNamed", { what: label })}
                  onClick={() => void remove(imageUrl)}
                >
                  {t("remove")}
                </Button>
              )}
            </div>
          )}
          <p className="mt-2 text-sm text-ink-soft">{t(chosen ? "previewHint" : "hint")}</p>
        </div>
        <input
          ref={input}
          id={`${id}-file`}
          type="file"
          accept={ACCEPTED.join(",")}
          aria-label={t("file", { what: label })}
          className="hidden"
          onChange={(event) => {
            choose(event.target.files?.[0]);
            // The same file again must be a change again.
            event.target.value = "";
          }}
        />
      </div>
      {problem && (
        <Alert tone="bad" role="alert">
          {problem}
        </Alert>
      )}
    </div>
  );
}
