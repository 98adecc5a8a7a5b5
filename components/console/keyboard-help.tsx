import { useTranslations } from "next-intl";
import { Fragment } from "react";

/** Every key of the console and what it does. */
export function KeyboardHelp() {
  const t = useTranslations("console.keyHelp");
  const groups = [
    {
      name: "everywhere",
      keys: [
        [["⌘K", t("ctrlK")], "palette"],
        [["?"], "help"],
        [["U"], "undo"],
        [["Esc"], "close"],
      ],
    },
    {
      name: "lists",
      keys: [
        [["J", "K"], "move"],
        [["↵"], "open"],
        [["/"], "search"],
      ],
    },
    {
      name: "appointments",
      keys: [
        [["C"], "confirm"],
        [["D"], "decline"],
        [["M"], "reschedule"],
        [["X"], "cancel"],
      ],
    },
    {
      name: "schedule",
      keys: [
        [["←", "↑", "→", "↓"], "items"],
        [[t("shift"), "↑"], "shiftMove"],
        [["N"], "newEntry"],
        [["T"], "today"],
        [["J", "K"], "turn"],
        [["D", "W"], "dayWeek"],
      ],
    },
  ] as const;
  return (
    <div className="space-y-6">
      {groups.map(({ name, keys }) => (
        <section key={name} aria-labelledby={`keys-${name}`}>
          <h3 id={`keys-${name}`} className="mb-2 text-sm font-semibold">
            {t(name)}
          </h3>
          <dl className="grid grid-cols-[8rem_minmax(0,1fr)] gap-y-2 text-sm">
            {keys.map(([shown, word]) => (
              <Fragment key={word}>
                <dt className="flex gap-1.5">
                  {shown.map((key) => (
                    <kbd
                      key={key}
                      className="rounded-sm border border-line-strong px-1.5 py-px font-sans text-xs"
                    >
                      {key}
                    </kbd>
                  ))}
                </dt>
                <dd>{t(word)}</dd>
              </Fragment>
            ))}
          </dl>
        </section>
      ))}
      <p className="text-sm text-ink-soft">{t("note")}</p>
    </div>
  );
}
