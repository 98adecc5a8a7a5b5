import Link from "next/link";
import type { ReactNode } from "react";
import { Preferences } from "#components/site/preferences.tsx";
import { StudioMark } from "#components/site/studio-mark.tsx";

/** The page at the staff's door: signing in, and setting up. One column, one thing to do. */
export function DoorPage({
  studio,
  logoUrl,
  title,
  text,
  children,
}: {
  studio: string;
  logoUrl: string | null;
  title: string;
  text?: string | undefined;
  children: ReactNode;
}) {
  return (
    <div className="mx-auto flex min-h-dvh w-full max-w-md flex-col px-5 py-8">
      <header>
        <Link href="/" className="inline-flex items-center gap-2.5 rounded-sm">
          <StudioMark logoUrl={logoUrl} className="size-7" />
          <span className="font-display text-lg font-semibold">{studio}</span>
        </Link>
      </header>
      <main id="main" tabIndex={-1} className="flex-1 content-center py-12 outline-none">
        <h1 className="font-display text-4xl font-semibold tracking-tight">{title}</h1>
        {text && <p className="mt-2 text-ink-soft">{text}</p>}
        <div className="mt-8">{children}</div>
      </main>
      <footer>
        <Preferences className="-ml-3 flex flex-wrap items-center gap-x-4" />
      </footer>
    </div>
  );
}
