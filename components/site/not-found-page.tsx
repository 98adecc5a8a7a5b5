import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PlainPage } from "./plain-page.tsx";

/** For pages that may find nothing: Next takes no metadata from a nested not-found.tsx. */
export async function notFoundMetadata(): Promise<Metadata> {
  const t = await getTranslations("common.notFound");
  return { title: t("title"), robots: { index: false } };
}

/** Nothing at this address, in plain words. `inside` as for PlainPage. */
export async function NotFoundPage({ inside = false }: { inside?: boolean }) {
  const t = await getTranslations("common.notFound");
  return (
    <PlainPage title={t("title")} text={t("text")} inside={inside}>
      <LinkButton href="/book" variant="primary">
        {t("book")}
      </LinkButton>
      <LinkButton href="/">{t("home")}</LinkButton>
    </PlainPage>
  );
}
