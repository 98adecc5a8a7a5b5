import type { ReactNode } from "react";

/** Fields of one subject within a longer form, under a heading of their own; two beside each other where there is room. */
export function FormGroup({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <fieldset className="border-t pt-4">
      <legend className="float-left mb-3 w-full font-display text-base font-semibold">{title}</legend>
      <div className="clear-both grid gap-x-4 gap-y-5 sm:grid-cols-2">{children}</div>
    </fieldset>
  );
}
