"use client";

import { useEffect, useRef, useState } from "react";
import { refuseAttachment } from "./attachment.ts";

/** As many as go along with one message. */
export const MOST_FILES = 10;

interface Attachment {
  key: number;
  file: File;
  /** A picture as this browser has it. */
  previewUrl: string | null;
}

interface RefusedFile {
  name: string;
  why: "too_large" | "empty" | "too_many";
}

export interface Attachments {
  files: readonly Attachment[];
  refused: readonly RefusedFile[];
  add: (files: readonly File[]) => void;
  remove: (key: number) => void;
  /** Hands them over for sending. */
  take: () => File[];
}

let nextKey = 1;

/** Files chosen, dropped or pasted for the next message. */
export function useAttachments(): Attachments {
  const [files, setFiles] = useState<readonly Attachment[]>([]);
  const [refused, setRefused] = useState<readonly RefusedFile[]>([]);

  const latest = useRef(files);
  latest.current = files;
  useEffect(
    () => () => {
      for (const { previewUrl } of latest.current) if (previewUrl) URL.revokeObjectURL(previewUrl);
    },
    [],
  );

  return {
    files,
    refused,
    add(given) {
      const good: Attachment[] = [];
      const bad: RefusedFile[] = [];
      for (const file of given) {
        const why = refuseAttachment(file) ?? (files.length + good.length >= MOST_FILES ? "too_many" : null);
        if (why) bad.push({ name: file.name, why });
        else good.push({ key: nextKey++, file, previewUrl: previewOf(file) });
      }
      setFiles([...files, ...good]);
      setRefused(bad);
    },
    remove(key) {
      const gone = files.find((one) => one.key === key);
      if (gone?.previewUrl) URL.revokeObjectURL(gone.previewUrl);
      setFiles(files.filter((one) => one.key !== key));
      setRefused([]);
    },
    take() {
      for (const { previewUrl } of files) if (previewUrl) URL.revokeObjectURL(previewUrl);
      setFiles([]);
      setRefused([]);
      return files.map(({ file }) => file);
    },
  };
}

function previewOf(file: File): string | null {
  return /^image\/(png|jpeg|webp|gif|avif)$/.test(file.type) ? URL.createObjectURL(file) : null;
}
