import { useTranslations } from "next-intl";
import { buttonVariants } from "#components/ui/button.tsx";
import { cn } from "#lib/core/cn.ts";

/** A button for each configured provider, above the password's form. Plain forms: they work without JavaScript. */
export function SignInProviders({
  providers,
  next,
}: {
  providers: readonly { id: string; label: string }[];
  /** A path of ours, already checked. */
  next: string;
}) {
  const t = useTranslations("console.signIn");
  if (providers.length === 0) return null;
  return (
    <div className="mb-6">
      <div className="space-y-3">
        {providers.map((provider) => (
          <form key={provider.id} method="post" action={`/sign-in/with/${provider.id}`}>
            <input type="hidden" name="next" value={next} />
            <button type="submit" className={cn(buttonVariants({ size: "lg" }), "w-full")}>
              {t("with", { provider: provider.label })}
            </button>
          </form>
        ))}
      </div>
      <p className="mt-6 flex items-center gap-3 text-sm text-ink-soft before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        {t("or")}
      </p>
    </div>
  );
}
