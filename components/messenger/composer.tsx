"use client";

import { Paperclip, SendHorizontal } from "lucide-react";
import { useTranslations } from "next-intl";
import {
  type ClipboardEvent,
  type FormEvent,
  type KeyboardEvent,
  type RefObject,
  useId,
  useRef,
} from "react";
import { Button } from "#components/ui/button.tsx";
import { controlClasses } from "#components/ui/control.ts";
import { cn } from "#lib/core/cn.ts";
import { AttachmentChips } from "./attachment-chips.tsx";
import { isTooLong } from "./message-length.ts";
import type { Attachments } from "./use-attachments.ts";

/** Words and files for a room. Enter sends, with Shift it begins a line. What is not sent stays. */
export function Composer({
  name,
  field,
  words,
  setWords,
  attachments,
  onSend,
  onLeave,
}: {
  /** The room's. */
  name: string;
  field: RefObject<HTMLTextAreaElement | null>;
  words: string;
  setWords: (words: string) => void;
  attachments: Attachments;
  onSend: (words: string, files: File[]) => void;
  /** Escape in the empty field. */
  onLeave: () => void;
}) {
  const t = useTranslations("messenger.composer");
  const id = useId();
  const picker = useRef<HTMLInputElement>(null);
  const ready = words.trim() !== "" || attachments.files.length > 0;
  const tooLong = isTooLong(words);

  function send() {
    const said = words.trim();
    if (!ready || tooLong) return;
    onSend(said, attachments.take());
    setWords("");
    field.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      send();
    } else if (event.key === "Escape" && words === "") onLeave();
  }

  function onPaste(event: ClipboardEvent) {
    const files = [...event.clipboardData.files];
    // Text copied from an office program comes with a picture of itself.
    if (files.length === 0 || event.clipboardData.types.includes("text/plain")) return;
    event.preventDefault();
    attachments.add(files);
  }

  return (
    <form
      className="border-t px-3 pt-3 pb-3 lg:px-5"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        send();
      }}
    >
      <AttachmentChips attachments={attachments} />
      <div className="flex items-end gap-2">
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          aria-label={t("attach")}
          onChange={(event) => {
            attachments.add([...(event.target.files ?? [])]);
            event.target.value = "";
            field.current?.focus();
          }}
        />
        <Button variant="ghost" size="icon" label={t("attach")} onClick={() => picker.current?.click()}>
          <Paperclip aria-hidden />
        </Button>
        <textarea
          ref={field}
          data-composer
          id={id}
          rows={1}
          value={words}
          enterKeyHint="send"
          autoComplete="off"
          aria-label={t("label", { name })}
          aria-describedby={`${id}-hint`}
          aria-invalid={tooLong || undefined}
          placeholder={t("placeholder")}
          className={cn(
            controlClasses,
            "field-sizing-content max-h-44 min-h-11 resize-none py-2.5 leading-normal",
          )}
          onChange={(event) => setWords(event.target.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
        <Button type="submit" variant="primary" size="icon" disabled={!ready || tooLong} label={t("send")}>
          <SendHorizontal aria-hidden />
        </Button>
      </div>
      <p
        id={`${id}-hint`}
        className={cn(
          "mt-1.5 pl-13 text-xs",
          tooLong ? "text-bad" : "hidden text-ink-faint lg:pointer-fine:block",
        )}
      >
        {t(tooLong ? "tooLong" : "hint")}
      </p>
    </form>
  );
}
