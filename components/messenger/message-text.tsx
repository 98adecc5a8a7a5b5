import { useTranslations } from "next-intl";
import { splitLinks } from "./split-links.ts";

/** What somebody wrote, with its lines as written; addresses lead to their page in a new tab, everything else is text. */
export function MessageText({ text }: { text: string }) {
  const t = useTranslations("messenger.message");
  return (
    <span className="whitespace-pre-wrap [overflow-wrap:anywhere]">
      {splitLinks(text).map((part, index) =>
        part.href === undefined ? (
          part.text
        ) : (
          <a
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change their order
            key={index}
            href={part.href}
            target="_blank"
            rel="noopener noreferrer nofollow"
            title={t("newTab")}
            className="underline decoration-1 underline-offset-3 hover:decoration-2"
          >
            {part.text}
          </a>
        ),
      )}
    </span>
  );
}
