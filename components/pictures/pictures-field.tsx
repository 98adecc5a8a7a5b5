"use client";

import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ComponentType, useEffect, useId, useRef, useState } from "react";
import type { KeptPicture } from "./kept-picture.ts";
import type { LivePicturesProps } from "./live-pictures.tsx";
import { PlainPictures } from "./plain-pictures.tsx";

/** So many a request may come with (lib/pictures/picture-limits.ts). */
const MOST_PICTURES = 8;

/**
 * Reference pictures in a form. Without scripts it is a file input (`picture`, in a form with
 * `encType="multipart/form-data"`), and pictures of a form that came back stay ticked. With scripts, which are fetched
 * once the field is there, each picture is sent at once, can be dropped or pasted, and the form carries only tokens
 * (`pictures`).
 */
export function PicturesField({
  initial = [],
  errors = [],
  label,
  hint,
}: {
  initial?: readonly KeptPicture[];
  /** Message keys of a refused form's field `pictures`. */
  errors?: readonly string[] | undefined;
  /** In place of "Reference pictures". */
  label?: string;
  hint?: string;
}) {
  const t = useTranslations("common.pictures");
  const common = useTranslations("common");
  const id = useId();
  const root = useRef<HTMLFieldSetElement>(null);
  const live = useLive(root);
  const words = errors.map((key) => t(t.has(`refused.${key}`) ? `refused.${key}` : "refused.failed"));
  const input = {
    id: `${id}-files`,
    "aria-label": t("choose"),
    "aria-invalid": words.length > 0 || undefined,
    "aria-describedby": words.length > 0 ? `${id}-error ${id}-hint` : `${id}-hint`,
  };
  return (
    <fieldset ref={root} className="min-w-0 space-y-2" aria-describedby={`${id}-hint`}>
      <legend className="flex w-full items-baseline justify-between gap-3 font-medium">
        <span>{label ?? t("label")}</span>
        <span className="text-sm font-normal text-ink-faint">{common("optional")}</span>
      </legend>
      {words.length > 0 && (
        <p id={`${id}-error`} className="flex gap-1.5 text-sm text-bad">
          <CircleAlert aria-hidden className="mt-[0.2em] size-4 shrink-0" />
          <span>
            {words.join(" ")} {initial.length > 0 && t("othersKept")}
          </span>
        </p>
      )}
      {live ? (
        <live.Pictures
          initial={initial}
          chosen={live.chosen}
          root={root}
          input={input}
          most={MOST_PICTURES}
        />
      ) : (
        <PlainPictures initial={initial} input={input} />
      )}
      <p id={`${id}-hint`} className="text-sm text-ink-soft">
        {hint ?? t("hint", { most: MOST_PICTURES })}
      </p>
    </fieldset>
  );
}

/** The part with scripts once it is there, and what somebody chose in the plain input meanwhile; null until then. */
function useLive(root: { readonly current: HTMLElement | null }) {
  const [live, setLive] = useState<{ Pictures: ComponentType<LivePicturesProps>; chosen: File[] } | null>(
    null,
  );
  useEffect(() => {
    let isHere = true;
    import("./live-pictures.tsx").then(
      ({ LivePictures }) => {
        const input = root.current?.querySelector<HTMLInputElement>("input[type=file]");
        if (isHere) setLive({ Pictures: LivePictures, chosen: [...(input?.files ?? [])] });
      },
      // Offline just now: the plain input does.
      () => undefined,
    );
    return () => {
      isHere = false;
    };
  }, [root]);
  return live;
}
