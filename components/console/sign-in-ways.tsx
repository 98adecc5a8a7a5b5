import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";

/** The providers one can sign in with, each with what is linked and the way to change it. */
export function SignInWays({ ways }: { ways: readonly { id: string; label: string; linked: boolean }[] }) {
  const t = useTranslations("console.signIn.ways");
  if (ways.length === 0) return <p className="text-ink-soft">{t("none")}</p>;
  return (
    <ul className="divide-y border-y">
      {ways.map(({ id, label, linked }) => (
        <li key={id} className="flex flex-wrap items-center justify-between gap-3 py-4">
          <div>
            <p className="font-medium">{label}</p>
            <p className="text-sm text-ink-soft">{t(linked ? "linked" : "notLinked")}</p>
          </div>
          <form method="post" action={`/sign-in/${linked ? "unlink" : "link"}/${id}`}>
            <Button type="submit" size="sm">
              {t(linked ? "unlink" : "link", { provider: label })}
            </Button>
          </form>
        </li>
      ))}
    </ul>
  );
}
