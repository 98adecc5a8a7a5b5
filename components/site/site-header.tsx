import Link from "next/link";
import { LinkButton } from "#components/ui/link-button.tsx";
import { StudioMark } from "./studio-mark.tsx";

/** The studio's name, which leads home, and the one thing to do. */
export function SiteHeader({
  studio,
  logoUrl,
  book,
  navigation,
}: {
  studio: string;
  logoUrl: string | null;
  book: string;
  navigation: string;
}) {
  return (
    <header className="mx-auto flex w-full max-w-6xl items-center justify-between gap-4 px-5 py-4 lg:px-8">
      <Link
        href="/"
        className="-ml-1 flex min-h-11 min-w-0 items-center gap-2.5 rounded-sm px-1 font-display text-lg font-semibold"
      >
        <StudioMark logoUrl={logoUrl} className="size-7 shrink-0" />
        <span className="truncate">{studio}</span>
      </Link>
      <nav aria-label={navigation}>
        <LinkButton href="/book" variant="ghost" size="sm" className="h-11">
          {book}
        </LinkButton>
      </nav>
    </header>
  );
}
