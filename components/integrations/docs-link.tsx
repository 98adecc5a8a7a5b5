import { ExternalLink } from "lucide-react";
import { useTranslations } from "next-intl";
import { webAddress } from "#components/talk/talk-rooms.ts";

/** The vendor's documentation, in a tab of its own. */
export function DocsLink({ name, docsUrl }: { name: string; docsUrl: string }) {
  const t = useTranslations("integrations");
  const href = webAddress(docsUrl);
  if (href === null) return null;
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      aria-label={t("docsNamed", { name })}
      className="inline-flex min-h-9 items-center gap-1.5 rounded-sm text-sm text-ink-soft underline underline-offset-4 hover:no-underline"
    >
      {t("docs")}
      <ExternalLink aria-hidden className="size-3.5" />
    </a>
  );
}
