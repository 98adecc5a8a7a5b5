"use client";

import { LogOut } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { tellSignedOut } from "./session-channel.ts";
import { signOut } from "./session-requests.ts";

/** Ends the session, then leaves by a full load, so that nothing of the console stays in memory; every other tab does the same. */
export function SignOutButton({ className }: { className?: string }) {
  const t = useTranslations("console.account");
  const toast = useToast();
  const [busy, setBusy] = useState(false);

  async function leave() {
    setBusy(true);
    if (await signOut()) {
      tellSignedOut();
      window.location.assign("/sign-in");
      return;
    }
    setBusy(false);
    toast({ text: t("signOutFailed"), tone: "bad" });
  }

  return (
    <Button variant="ghost" size="sm" busy={busy} onClick={() => void leave()} className={className}>
      {!busy && <LogOut aria-hidden />}
      {t("signOut")}
    </Button>
  );
}
