"use client";

import { useState } from "react";
import { cn } from "#lib/core/cn.ts";
import { previewUrl } from "./call-files.ts";
import { FileIcon } from "./file-icon.tsx";
import { fileKind } from "./file-kind.ts";
import { splitName } from "./file-names.ts";
import type { MediaRow } from "./media-json.ts";

/** The picture of a file in a box of fixed shape; what has none, or one that cannot be had, shows its kind. */
export function Thumbnail({ row, size, className }: { row: MediaRow; size: number; className?: string }) {
  const [broken, setBroken] = useState<string | null>(null);
  const url = previewUrl(row, size);
  const small = size < 128;
  const { extension } = splitName(row.filename);
  return (
    <span className={cn("relative grid place-items-center overflow-hidden bg-sunk", className)}>
      {url !== null && url !== broken ? (
        // biome-ignore lint/performance/noImgElement: it comes in its size from our own server
        <img
          src={url}
          alt=""
          loading="lazy"
          decoding="async"
          draggable={false}
          onError={() => setBroken(url)}
          className={cn(
            "absolute inset-0 size-full",
            // A document is read from its head; a picture is known by its middle.
            fileKind(row) === "pdf" ? "object-cover object-top" : "object-cover",
          )}
        />
      ) : (
        <span className="flex flex-col items-center gap-1.5">
          <FileIcon row={row} className={small ? "size-5" : "size-10"} />
          {!small && extension !== "" && !row.isDir && (
            <span className="text-xs font-medium tracking-wide text-ink-faint uppercase">
              {extension.slice(1)}
            </span>
          )}
        </span>
      )}
    </span>
  );
}
