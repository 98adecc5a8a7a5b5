import { Fragment } from "react";

/** Keys and what they do, quietly; only where there is likely a keyboard. */
export function KeyHints({ hints }: { hints: readonly { keys: readonly string[]; word: string }[] }) {
  return (
    <p className="mt-5 hidden flex-wrap gap-x-5 gap-y-1 text-xs text-ink-faint lg:pointer-fine:flex">
      {hints.map(({ keys, word }) => (
        <span key={word}>
          {keys.map((key) => (
            <Fragment key={key}>
              <kbd className="rounded-sm border border-line-strong px-1.5 py-px font-sans">{key}</kbd>{" "}
            </Fragment>
          ))}
          {word}
        </span>
      ))}
    </p>
  );
}
