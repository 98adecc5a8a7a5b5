import type { ReactNode } from "react";

/** The title of a console page, what it is about in a line, and what can be done with all of it. */
export function PageHead({
  title,
  text,
  children,
}: {
  title: ReactNode;
  text?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="measure min-w-0">
        <h1 className="font-display text-3xl font-semibold tracking-tight break-words">{title}</h1>
        {text && <p className="mt-1 text-ink-soft">{text}</p>}
      </div>
      {children}
    </div>
  );
}
