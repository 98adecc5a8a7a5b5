import { useTranslations } from "next-intl";
import { Fragment } from "react";

/** The keys of a list, quietly; only where there is likely a keyboard. */
export function ListHint() {
  const t = useTranslations("console.keys");
  const keys = [
    ["J", "K", "move"],
    ["↵", "open"],
    ["C", "confirm"],
    ["D", "decline"],
    ["M", "reschedule"],
    ["X", "cancel"],
    ["U", "undo"],
  ];
  return (
    <p className="mt-5 hidden flex-wrap gap-x-5 gap-y-1 text-xs text-ink-faint lg:pointer-fine:flex">
      {keys.map((entry) => {
        const word = entry.at(-1) ?? "";
        return (
          <span key={word}>
            {entry.slice(0, -1).map((key) => (
              <Fragment key={key}>
                <kbd className="rounded-sm border border-line-strong px-1.5 py-px font-sans">{key}</kbd>{" "}
              </Fragment>
            ))}
            {t(word)}
          </span>
        );
      })}
    </p>
  );
}
