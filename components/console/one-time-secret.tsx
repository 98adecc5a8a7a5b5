"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useId, useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Label } from "#components/ui/label.tsx";

/** A link or token that is shown this once, to be copied. */
export function OneTimeSecret({ label, hint, value }: { label: string; hint: string; value: string }) {
  const t = useTranslations("console.secret");
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<"fresh" | "copied" | "failed">("fresh");
  useEffect(() => input.current?.select(), []);

  async function copy() {
    input.current?.select();
    try {
      await navigator.clipboard.writeText(value);
      setState("copied");
    } catch {
      // No permission, or no secure context: the text is selected, so that the keyboard can do it.
      setState("failed");
    }
  }

  return (
    <div className="space-y-1.5">
      <Label htmlFor={id}>{label}</Label>
      <div className="flex gap-2">
        <Input
          ref={input}
          id={id}
          readOnly
          value={value}
          spellCheck={false}
          aria-describedby={`${id}-hint`}
          className="font-mono text-sm"
          onFocus={(event) => event.target.select()}
        />
        <Button onClick={() => void copy()}>
          {state === "copied" ? <Check aria-hidden /> : <Copy aria-hidden />}
          {t(state === "copied" ? "copied" : "copy")}
        </Button>
      </div>
      <p id={`${id}-hint`} className="text-sm text-ink-soft">
        {hint}
      </p>
      <p role="status" className="text-sm text-warn empty:hidden">
        {state === "failed" && t("copyFailed")}
      </p>
    </div>
  );
}
