"use client";

import { lazy, Suspense } from "react";
import type { ErrorViewProps } from "#components/site/error-view.tsx";

/** Fetched when a page fails, because every page carries what this file needs. */
const ErrorView = lazy(async () => ({
  default: (await import("#components/site/error-view.tsx")).ErrorView,
}));

export default function ErrorPage(props: ErrorViewProps) {
  return (
    <Suspense>
      <ErrorView {...props} />
    </Suspense>
  );
}
