"use client";

import { type RefObject, useEffect, useRef, useState } from "react";
import { draftPreview, type KeptPicture } from "./kept-picture.ts";
import { sendPicture } from "./send-picture.ts";

const MAX_BYTES = 15_000_000;
const AT_ONCE = 2;
const TYPES = ["image/jpeg", "image/png", "image/webp"];

export interface PictureItem {
  key: string;
  filename: string;
  previewUrl: string | null;
  /** Of what is kept. */
  token: string | null;
  /** 0 to 1 while it is on its way. */
  share: number | null;
  /** A key of `common.pictures.refused`. */
  refusal: string | null;
  file: File | null;
}

/** The pictures of a form: those it has, and those somebody adds, sent one after the other while the rest is filled in. */
export function usePictures(
  initial: readonly KeptPicture[],
  root: RefObject<HTMLElement | null>,
  most: number,
) {
  const [items, setItems] = useState<PictureItem[]>(() => initial.map(asItem));
  const [waiting, setWaiting] = useState(false);
  const now = useRef(items);
  now.current = items;
  const sending = useRef(new Map<string, AbortController>());
  const change = (key: string, set: Partial<PictureItem>) =>
    setItems((all) => all.map((item) => (item.key === key ? { ...item, ...set } : item)));

  const open = items.filter(({ file, token, refusal }) => file && !token && !refusal);
  const isBusy = open.length > 0;

  useEffect(() => {
    for (const { key, file } of open) {
      if (!file || sending.current.has(key) || sending.current.size >= AT_ONCE) continue;
      const abort = new AbortController();
      sending.current.set(key, abort);
      void sendPicture(file, (share) => change(key, { share }), abort.signal).then((sent) => {
        sending.current.delete(key);
        if ("kept" in sent) change(key, { token: sent.kept.token, share: null, refusal: null });
        else change(key, { share: null, refusal: sent.refusal });
      });
    }
  });

  // A form that is sent while pictures are on their way waits for them.
  useEffect(() => {
    const form = root.current?.closest("form");
    if (!form || !isBusy) return;
    const hold = (event: SubmitEvent) => {
      event.preventDefault();
      event.stopImmediatePropagation();
      setWaiting(true);
    };
    form.addEventListener("submit", hold, true);
    return () => form.removeEventListener("submit", hold, true);
  }, [isBusy, root]);
  useEffect(() => {
    if (!waiting || isBusy) return;
    setWaiting(false);
    if (now.current.every(({ refusal }) => refusal === null)) root.current?.closest("form")?.requestSubmit();
  }, [waiting, isBusy, root]);

  function add(files: readonly File[]): void {
    const room = most - items.filter(({ refusal }) => refusal === null).length;
    const added = files.map((file, index): PictureItem => {
      const refusal = refusalOf(file, index < room);
      return {
        key: `${file.name}-${file.lastModified}-${Math.random()}`,
        filename: file.name,
        previewUrl: refusal === null ? URL.createObjectURL(file) : null,
        token: null,
        share: refusal === null ? 0 : null,
        refusal,
        file,
      };
    });
    setItems((all) => [...all, ...added]);
  }

  function remove({ key, token, previewUrl }: PictureItem): void {
    sending.current.get(key)?.abort();
    if (previewUrl?.startsWith("blob:")) URL.revokeObjectURL(previewUrl);
    if (token) void fetch(draftPreview(token), { method: "DELETE" }).catch(() => undefined);
    setItems((all) => all.filter((item) => item.key !== key));
  }

  return {
    items,
    waiting,
    add,
    remove,
    retry: (key: string) => change(key, { refusal: null, share: 0 }),
    /** A draft of yesterday is gone; a file of here that cannot be shown may still be on its way to be refused. */
    broken: ({ key, file }: PictureItem) =>
      file ? change(key, { previewUrl: null }) : setItems((all) => all.filter((item) => item.key !== key)),
  };
}

function refusalOf({ type, size }: File, hasRoom: boolean): string | null {
  if (!TYPES.includes(type)) return "not_a_picture";
  if (size > MAX_BYTES) return "too_large";
  return hasRoom ? null : "too_many";
}

function asItem({ token, filename = "", previewUrl }: KeptPicture): PictureItem {
  return {
    key: token,
    filename,
    previewUrl: previewUrl ?? draftPreview(token),
    token,
    share: null,
    refusal: null,
    file: null,
  };
}
