import type { ReactNode } from "react";

export interface Fact {
  term: string;
  text: ReactNode;
}

/** Terms and what they are, parted by hairlines. */
export function FactList({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="mt-8 max-w-2xl divide-y border-y">
      {facts.map(({ term, text }) => (
        <div key={term} className="grid gap-x-6 py-3 sm:grid-cols-[11rem_minmax(0,1fr)]">
          <dt className="text-ink-soft">{term}</dt>
          <dd className="min-w-0 [overflow-wrap:anywhere]">{text}</dd>
        </div>
      ))}
    </dl>
  );
}
