import { type ReactNode, useId } from "react";

/** One subject of a longer page: what it is about at the left, its form at the right; a hairline above. */
export function FormSection({
  title,
  text,
  children,
}: {
  title: string;
  text?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="grid gap-x-12 gap-y-5 border-t py-8 md:grid-cols-[minmax(0,15rem)_minmax(0,1fr)]"
    >
      <div>
        <h2 id={id} className="font-display text-lg font-semibold">
          {title}
        </h2>
        {text && <div className="mt-1 text-sm text-ink-soft">{text}</div>}
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}
