"use client";

import { useEffect } from "react";
import { forgetWords } from "./kept-words.ts";

/** Stands on the page that a form leads to once it is through: the form is empty when somebody comes back to it. */
export function ForgetWords() {
  useEffect(forgetWords, []);
  return null;
}
