"use client";

import { ConsoleError } from "#components/console/console-error.tsx";

export default function AdminError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return <ConsoleError digest={error.digest} onAgain={reset} />;
}
