"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { MissingVariables } from "#components/integrations/missing-variables.tsx";

const code = (words: ReactNode) => <code className="font-mono text-sm">{words}</code>;

/** How Matrix is set up, in two steps, and what is missing. */
export function SetUp({ missing }: { missing: readonly string[] }) {
  const t = useTranslations("admin-messenger.setUp");
  return (
    <section aria-labelledby="set-up">
      <h2 id="set-up" className="mb-3 font-display text-xl font-semibold">
        {t("title")}
      </h2>
      <div className="grid gap-x-10 gap-y-4 rounded-md border bg-raised px-5 py-4 md:grid-cols-2">
        <div className="measure">
          <ol className="list-decimal space-y-2 pl-5">
            <li>{t.rich("register", { code })}</li>
            <li>{t.rich("give", { code })}</li>
          </ol>
          <p className="mt-3 text-sm text-ink-soft">{t.rich("more", { code })}</p>
        </div>
        {missing.length > 0 && <MissingVariables name="Matrix" missing={missing} />}
      </div>
    </section>
  );
}
