import { CalendarPlus } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { buttonVariants } from "#components/ui/button.tsx";

/** The file for this device's calendar, and the two pages of others that fill the entry in. */
export async function AddToCalendar({
  token,
  google,
  outlook,
  isPrimary,
}: {
  token: string;
  google: string;
  outlook: string;
  isPrimary: boolean;
}) {
  const t = await getTranslations("link.calendar");
  const link = "inline-flex min-h-11 items-center underline underline-offset-4 hover:no-underline";
  return (
    <div className="flex flex-wrap items-center gap-x-5 gap-y-1">
      <a
        href={`/appointment/${encodeURIComponent(token)}/calendar.ics`}
        className={buttonVariants({ variant: isPrimary ? "primary" : "secondary" })}
      >
        <CalendarPlus aria-hidden />
        {t("title")}
      </a>
      {[
        { href: google, name: t("google") },
        { href: outlook, name: t("outlook") },
      ].map(({ href, name }) => (
        <a key={name} href={href} target="_blank" rel="noreferrer noopener" className={link}>
          {name}
          <span className="sr-only"> ({t("opens")})</span>
        </a>
      ))}
    </div>
  );
}
