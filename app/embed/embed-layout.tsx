import { connection } from "next/server";
import type { ReactNode } from "react";
import { EmbedPage } from "#components/embed/embed-page.tsx";
import { env } from "#lib/core/env.ts";

/** What stands on a studio's own site, in the look its address names. */
export async function EmbedLayout({
  params,
  children,
}: {
  params: Promise<{ look: string }>;
  children: ReactNode;
}) {
  await connection();
  return (
    <EmbedPage look={(await params).look} origins={env().PARLOUR_EMBED_ORIGINS}>
      {children}
    </EmbedPage>
  );
}
