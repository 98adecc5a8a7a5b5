import Link from "next/link";
import { Preferences } from "./preferences.tsx";

export function SiteFooter({ signIn }: { signIn: string }) {
  return (
    <footer className="mt-auto border-t">
      <div className="mx-auto flex w-full max-w-6xl flex-wrap items-center justify-between gap-x-6 gap-y-1 px-5 py-3 lg:px-8">
        <Preferences className="-ml-3 flex flex-wrap items-center gap-x-4" />
        <Link
          href="/sign-in"
          prefetch={false}
          className="inline-flex min-h-11 items-center text-sm text-ink-soft underline-offset-4 hover:text-ink hover:underline"
        >
          {signIn}
        </Link>
      </div>
    </footer>
  );
}
