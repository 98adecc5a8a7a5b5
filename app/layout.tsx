import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ClientMessages } from "#components/site/client-messages.tsx";
import { parseTheme, themeCookie } from "#components/site/theme.ts";
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
  const t = await getTranslations("common");
  const theme = parseTheme((await cookies()).get(themeCookie)?.value);
  return (
    <html lang={await getLocale()} data-theme={theme === "system" ? undefined : theme}>
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
