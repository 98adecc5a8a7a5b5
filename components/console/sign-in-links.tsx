import { Link2, UserRoundCheck } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";

const row =
  "flex min-h-9 w-full items-center gap-2 rounded-md px-3 py-1.5 text-left text-sm leading-snug font-medium transition-colors hover:bg-sunk";

/** In the account menu: linking an account to sign in with, or the way to the page about those that are linked. */
export function SignInLinks({ ways }: { ways: readonly { id: string; label: string; linked: boolean }[] }) {
  const t = useTranslations("console.signIn.ways");
  return ways.map(({ id, label, linked }) =>
    linked ? (
      <Link key={id} href="/sign-in/linked" className={row}>
        <UserRoundCheck aria-hidden className="size-4 shrink-0" />
        {t("linkedMenu", { provider: label })}
      </Link>
    ) : (
      <form key={id} method="post" action={`/sign-in/link/${id}`}>
        <button type="submit" className={row}>
          <Link2 aria-hidden className="size-4 shrink-0" />
          {t("link", { provider: label })}
        </button>
      </form>
    ),
  );
}
