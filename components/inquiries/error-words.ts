import { getTranslations } from "next-intl/server";

/** Turns the message keys of a refused form into sentences. */
export async function errorWords(
  errors: Record<string, string[]> | undefined,
): Promise<(field: string) => string[] | undefined> {
  const t = await getTranslations("inquiry.errors");
  return (field) => errors?.[field]?.map((key) => (t.has(key) ? t(key) : t("invalid")));
}
