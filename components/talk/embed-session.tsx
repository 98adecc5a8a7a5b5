"use client";

import { LogIn } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { SWRConfig } from "swr";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { talkCaller } from "./talk-caller.ts";
import { TalkNotice } from "./talk-notice.tsx";
import { TalkWidget } from "./talk-widget.tsx";
import { useEmbedToken } from "./use-embed-token.ts";

/** The widget inside another site: signed in by a window of its own, without a cookie in the frame. */
export function EmbedSession({ site, studio, limit }: { site: string; studio: string; limit: number }) {
  const t = useTranslations("talk.embed.signIn");
  const { token, step, address, signIn, signOut } = useEmbedToken(site);
  const call = useMemo(() => (token === null ? null : talkCaller({ token, site })), [token, site]);
  // What one person was shown is nothing to the next one.
  const cache = useMemo(() => ({ provider: () => new Map(), key: token }), [token]);
  if (call) {
    return (
      <SWRConfig key={cache.key} value={{ provider: cache.provider }}>
        <TalkWidget call={call} limit={limit} onSignIn={signIn} onSignOut={signOut} />
      </SWRConfig>
    );
  }
  return (
    <Card>
      <TalkNotice
        icon={LogIn}
        title={t("title")}
        action={
          <Button variant="primary" size="sm" onClick={signIn}>
            {t("action")}
          </Button>
        }
      >
        <p>{t("text", { studio })}</p>
        <p role="status">
          {step === "open" && t("waiting")}
          {step === "blocked" && (
            <>
              {t("blocked")}{" "}
              <a href={address} target="_blank" rel="noopener opener" className="text-accent-text underline">
                {t("blockedLink")}
              </a>
            </>
          )}
        </p>
      </TalkNotice>
    </Card>
  );
}
