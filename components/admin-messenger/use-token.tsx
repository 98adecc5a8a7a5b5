import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

const code = (words: ReactNode) => <code className="font-mono text-sm">{words}</code>;

/** What another application does with a token. */
export function UseToken({
  address,
  hasEnvironmentToken,
}: {
  /** Of this Parlour, as others reach it. */
  address: string;
  /** Whether MESSENGER_SERVICE_TOKEN is set too, which is in no list. */
  hasEnvironmentToken: boolean;
}) {
  const t = useTranslations("admin-messenger.tokens");
  const lines = [
    `curl -X POST ${address.replace(/\/+$/, "")}/api/v1/notifications/send \\`,
    '  -H "X-Service-Token: $TOKEN" -H "Content-Type: application/json" \\',
    `  -d '{"source_app":"shop","event_type":"order.paid","title":"${t("exampleTitle")}"}'`,
  ];
  return (
    <section aria-labelledby="use-token" className="mt-10">
      <h2 id="use-token" className="mb-2 font-display text-xl font-semibold">
        {t("use")}
      </h2>
      <p className="measure text-ink-soft">{t.rich("useText", { code })}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <pre tabIndex={0} className="mt-3 overflow-x-auto rounded-md bg-sunk p-4 text-xs leading-relaxed">
        {lines.join("\n")}
      </pre>
      {hasEnvironmentToken && (
        <p className="measure mt-3 text-sm text-ink-soft">{t.rich("environment", { code })}</p>
      )}
    </section>
  );
}
