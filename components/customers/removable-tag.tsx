import { X } from "lucide-react";
import { useTranslations } from "next-intl";

/** A tag with its way out. While something is under way (`busy`) nothing is removed. */
export function RemovableTag({
  tag,
  busy = false,
  onRemove,
}: {
  tag: string;
  busy?: boolean;
  onRemove: () => void;
}) {
  const t = useTranslations("customers.tags");
  return (
    <span className="inline-flex h-8 max-w-full items-center rounded-sm bg-sunk pl-2.5 text-sm font-medium text-ink-soft">
      <span className="truncate">{tag}</span>
      <button
        type="button"
        aria-label={t("remove", { tag })}
        aria-disabled={busy || undefined}
        className="grid size-8 shrink-0 place-items-center rounded-sm transition-colors hover:text-ink"
        onClick={() => {
          if (!busy) onRemove();
        }}
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </span>
  );
}
