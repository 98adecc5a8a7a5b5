"use client";

import { ConsoleError } from "#components/console/console-error.tsx";

export default function StaffError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return <ConsoleError digest={error.digest} onAgain={reset} />;
}
