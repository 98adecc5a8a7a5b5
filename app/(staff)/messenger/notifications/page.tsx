import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHead } from "#components/console/page-head.tsx";
import { NewsChoices } from "#components/news/news-choices.tsx";
import { showNewsChoices } from "#lib/news/show-news-choices.ts";
import { signedIn } from "../../signed-in.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("news.page");
  return { title: t("title") };
}

export default async function NotificationsPage() {
  const ctx = await signedIn("/messenger/notifications");
  const choices = await showNewsChoices(ctx);
  const t = await getTranslations("news.page");
  const whose = choices.artist === null || choices.everybody ? "everybody" : "own";
  return (
    <>
      <PageHead title={t("title")} text={t(`text.${whose}`)} />
      <NewsChoices stored={choices} />
    </>
  );
}
