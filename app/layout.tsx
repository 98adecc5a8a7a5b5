import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { accentVariables } from "#components/site/accent.ts";
import { ClientMessages } from "#components/site/client-messages.tsx";
import { parseTheme, themeCookie } from "#components/site/theme.ts";
import { log } from "#lib/core/log.ts";
import { pageContext } from "#lib/http/page-context.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import "./globals.css";

export const metadata: Metadata = {
  title: "Parlour",
  icons: { icon: { url: "/icon.svg", type: "image/svg+xml" } },
  formatDetection: { telephone: false, date: false, address: false, email: false },
};

const grounds = { light: "#faf8f4", dark: "#171310" };

export async function generateViewport(): Promise<Viewport> {
  const theme = parseTheme((await cookies()).get(themeCookie)?.value);
  if (theme !== "system") return { themeColor: grounds[theme] };
  return {
    themeColor: [
      { media: "(prefers-color-scheme: light)", color: grounds.light },
      { media: "(prefers-color-scheme: dark)", color: grounds.dark },
    ],
  };
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  await connection();
  const t = await getTranslations("common");
  const accent = await studioAccent();
  const theme = parseTheme((await cookies()).get(themeCookie)?.value);
  return (
    <html
      lang={await getLocale()}
      data-theme={theme === "system" ? undefined : theme}
      style={accent ? accentVariables(accent) : undefined}
    >
      <body>
        <a
          href="#main"
          className="fixed top-2 left-2 z-70 -translate-y-20 rounded-md bg-ink px-4 py-2.5 font-medium text-ground transition-transform focus:translate-y-0"
        >
          {t("skipToContent")}
        </a>
        <ClientMessages namespaces={[]}>{children}</ClientMessages>
      </body>
    </html>
  );
}

/** The studio's colour. Pages that say what is wrong stand inside this layout too: without a database they have ours. */
async function studioAccent(): Promise<string | null> {
  try {
    return (await studioSettings(await pageContext())).accent;
  } catch (error) {
    log().error({ err: error }, "the studio's settings could not be read");
    return null;
  }
}
