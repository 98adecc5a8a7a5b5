"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";

/** The variables that are still to be set, as lines to be copied into the environment. */
export function MissingVariables({ name, missing }: { name: string; missing: readonly string[] }) {
  const t = useTranslations("integrations.missing");
  const lines = useRef<HTMLPreElement>(null);
  const [state, setState] = useState<"fresh" | "copied" | "failed">("fresh");
  const text = missing.map((variable) => `${variable}=`).join("\n");

  async function copy() {
    try {
      await navigator.clipboard.writeText(`${text}\n`);
      setState("copied");
    } catch {
      // No permission, or no secure context: marked, so that the keyboard can do it.
      if (lines.current) getSelection()?.selectAllChildren(lines.current);
      setState("failed");
    }
  }

  return (
    <div>
      <p className="text-sm font-medium">{t("title", { count: missing.length })}</p>
      <div className="mt-1.5 flex items-start justify-between gap-2 rounded-md bg-sunk py-1.5 pr-1.5 pl-3">
        <pre
          ref={lines}
          className="min-w-0 py-1.5 font-mono text-xs leading-relaxed break-all whitespace-pre-wrap"
        >
          {text}
        </pre>
        <Button
          size="sm"
          variant="ghost"
          aria-label={t(state === "copied" ? "copiedNamed" : "copyNamed", { name })}
          onClick={() => void copy()}
        >
          {state === "copied" ? <Check aria-hidden /> : <Copy aria-hidden />}
          {t(state === "copied" ? "copied" : "copy")}
        </Button>
      </div>
      <p role="status" className="mt-1 text-sm text-warn empty:hidden">
        {state === "failed" && t("copyFailed")}
      </p>
    </div>
  );
}
