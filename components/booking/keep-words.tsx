"use client";

import { useEffect } from "react";
import { keepWords, restoreWords } from "./kept-words.ts";

/**
 * Lets a form rendered by the server keep its words over a reload. Stands beside it, with the form's id; with a `name`
 * it shares them with no other form.
 */
export function KeepWords({ formId, name }: { formId: string; name?: string | undefined }) {
  useEffect(() => {
    const form = document.getElementById(formId);
    if (!(form instanceof HTMLFormElement)) return;
    restoreWords(form, { name });
    const keep = () => keepWords(form, { name });
    form.addEventListener("input", keep);
    return () => form.removeEventListener("input", keep);
  }, [formId, name]);
  return null;
}
