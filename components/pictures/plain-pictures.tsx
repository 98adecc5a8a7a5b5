import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { draftPreview, type KeptPicture } from "./kept-picture.ts";

export const ACCEPT = "image/jpeg,image/png,image/webp";

/** A file input, and the pictures of a form that came back, each to be kept or not. */
export function PlainPictures({
  initial,
  input,
}: {
  initial: readonly KeptPicture[];
  input: ComponentProps<"input">;
}) {
  const t = useTranslations("common.pictures");
  return (
    <>
      {initial.length > 0 && (
        <ul className="grid grid-cols-3 gap-3 sm:grid-cols-4">
          {initial.map(({ token, filename, previewUrl }, index) => (
            <li key={token} className="min-w-0">
              <label className="block">
                {/* biome-ignore lint/performance/noImgElement: a preview of the form's own, which nothing may keep or resize */}
                <img
                  src={previewUrl ?? draftPreview(token)}
                  alt=""
                  className="aspect-square w-full rounded-md border bg-sunk object-cover"
                />
                <span className="flex min-h-11 items-center gap-2 text-sm">
                  <input
                    type="checkbox"
                    name="pictures"
                    value={token}
                    defaultChecked
                    className="size-5 shrink-0"
                  />
                  <span className="min-w-0 truncate">{filename || t("picture", { number: index + 1 })}</span>
                </span>
              </label>
            </li>
          ))}
        </ul>
      )}
      <div className="rounded-md border border-dashed border-line-strong bg-raised">
        <input
          {...input}
          type="file"
          name="picture"
          multiple
          accept={ACCEPT}
          className="block min-h-11 w-full p-3 file:mr-3 file:min-h-11"
        />
      </div>
    </>
  );
}
