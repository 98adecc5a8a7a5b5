import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

/** In place of the conversations: what is, what it means, and what to do. */
export function TalkNotice({
  icon: Icon,
  title,
  children,
  action,
}: {
  icon: LucideIcon;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="px-5 py-7 text-center">
      <Icon aria-hidden className="mx-auto mb-3 size-6 text-ink-faint" strokeWidth={1.5} />
      <p className="font-medium">{title}</p>
      {children && <div className="mx-auto mt-1 max-w-[45ch] text-sm text-ink-soft">{children}</div>}
      {action && <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
