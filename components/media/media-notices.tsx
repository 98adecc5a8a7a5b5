import { useTranslations } from "next-intl";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";

/** Says when what is shown is not what Nextcloud holds right now. */
export function MediaNotices({
  reachable,
  isOld,
  busy,
  onRetry,
}: {
  /** Nextcloud answered; else only the records are shown. */
  reachable: boolean;
  /** The last look failed, and what is shown is from before. */
  isOld: boolean;
  busy: boolean;
  onRetry: () => void;
}) {
  const t = useTranslations("media.state");
  if (reachable)
    return isOld ? (
      <Alert tone="warn" role="status" title={t("unreachable.title")}>
        {t("before")}
      </Alert>
    ) : null;
  return (
    <Alert
      tone="warn"
      role="status"
      title={t("stale.title")}
      action={
        <Button size="sm" busy={busy} onClick={onRetry}>
          {t("retry")}
        </Button>
      }
    >
      {t("stale.text")}
    </Alert>
  );
}
