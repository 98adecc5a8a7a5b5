import type { ReactNode } from "react";
import { Mark } from "./mark.tsx";

/** One thing said: what happened and where to go from here. A page of its own, or `inside` a layout that has its main. */
export function PlainPage({
  title,
  text,
  inside = false,
  children,
}: {
  title: string;
  text: ReactNode;
  inside?: boolean;
  children?: ReactNode;
}) {
  const words = (
    <>
      <h1 className="font-display text-4xl font-semibold tracking-tight">{title}</h1>
      <div className="measure mt-4 text-lg text-ink-soft">{text}</div>
      {children && <div className="mt-8 flex flex-wrap gap-3">{children}</div>}
    </>
  );
  if (inside) return <div className="max-w-2xl py-16">{words}</div>;
  return (
    <main
      id="main"
      tabIndex={-1}
      className="mx-auto grid min-h-dvh max-w-2xl content-center px-5 py-16 outline-none"
    >
      <Mark className="mb-8 size-12" />
      {words}
    </main>
  );
}
