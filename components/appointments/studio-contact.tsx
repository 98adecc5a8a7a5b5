import { Mail, Phone } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { buttonVariants } from "#components/ui/button.tsx";

/** Ways to reach the studio; nothing where it named none. */
export async function StudioContact({ contact }: { contact: { contactEmail: string; phone: string } }) {
  const t = await getTranslations("link.change");
  const { contactEmail, phone } = contact;
  if (!contactEmail && !phone) return null;
  return (
    <div className="flex flex-wrap gap-3">
      {phone && (
        <a href={`tel:${phone.replace(/[^+0-9]/g, "")}`} className={buttonVariants()}>
          <Phone aria-hidden />
          {t("call", { phone })}
        </a>
      )}
      {contactEmail && (
        <a
          href={`mailto:${encodeURIComponent(contactEmail).replace("%40", "@")}`}
          className={buttonVariants()}
        >
          <Mail aria-hidden />
          {t("write")}
        </a>
      )}
    </div>
  );
}
