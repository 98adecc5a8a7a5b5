"use client";

import { LogOut, RefreshCw, Unlink } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";

/**
 * What is rarely needed, folded out below the head: a floating menu would be cut off at the edge of a small frame.
 * Ending the connection cannot be undone, so it is asked about once.
 */
export function TalkMenu({
  id,
  account,
  connected,
  onRefresh,
  onDisconnect,
  onSignOut,
  onClose,
}: {
  id: string;
  /** Whose Nextcloud account is connected, once known. */
  account: string | null;
  connected: boolean;
  onRefresh: () => void;
  /** @returns whether it worked */
  onDisconnect: () => Promise<boolean>;
  /** Where the widget stands inside another site. */
  onSignOut: (() => void) | null;
  onClose: () => void;
}) {
  const t = useTranslations("talk.menu");
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const root = useRef<HTMLDivElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each face of the menu takes the focus when it appears
  useEffect(() => root.current?.querySelector("button")?.focus(), [asking]);

  async function disconnect() {
    setBusy(true);
    setFailed(false);
    const worked = await onDisconnect();
    setBusy(false);
    if (worked) onClose();
    else setFailed(true);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    if (asking) setAsking(false);
    else onClose();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes it from any of its buttons
    <div ref={root} id={id} onKeyDown={onKeyDown} className="border-b bg-sunk px-4 py-3 text-sm">
      {asking ? (
        <div>
          <p className="font-medium">{t("question")}</p>
          <p className="mt-0.5 text-ink-soft">{t("questionText")}</p>
          {failed && (
            <p role="alert" className="mt-1.5 text-bad">
              {t("disconnectFailed")}
            </p>
          )}
          <div className="mt-3 flex flex-wrap gap-2">
            <Button variant="danger" size="sm" busy={busy} onClick={() => void disconnect()}>
              {t("disconnect")}
            </Button>
            <Button variant="ghost" size="sm" onClick={() => setAsking(false)}>
              {t("keep")}
            </Button>
          </div>
        </div>
      ) : (
        <>
          {account && <p className="mb-2 truncate text-ink-soft">{t("as", { name: account })}</p>}
          <div className="-mx-3 flex flex-wrap">
            <Button variant="ghost" size="sm" onClick={onRefresh}>
              <RefreshCw aria-hidden />
              {t("refresh")}
            </Button>
            {connected && (
              <Button variant="ghost" size="sm" onClick={() => setAsking(true)}>
                <Unlink aria-hidden />
                {t("disconnect")}
              </Button>
            )}
            {onSignOut && (
              <Button variant="ghost" size="sm" onClick={onSignOut}>
                <LogOut aria-hidden />
                {t("signOut")}
              </Button>
            )}
          </div>
        </>
      )}
    </div>
  );
}
