"use client";

import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { Alert } from "#components/ui/alert.tsx";

function subscribe(onChange: () => void): () => void {
  window.addEventListener("online", onChange);
  window.addEventListener("offline", onChange);
  return () => {
    window.removeEventListener("online", onChange);
    window.removeEventListener("offline", onChange);
  };
}

export function OfflineNotice() {
  const t = useTranslations("common");
  const online = useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
  if (online) return null;
  return (
    <Alert tone="warn" role="status" className="mb-6">
      {t("offline")}
    </Alert>
  );
}
