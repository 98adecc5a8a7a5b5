"use client";

import { Bell } from "lucide-react";
import { useTranslations } from "next-intl";
import { Popover } from "radix-ui";
import { type ComponentProps, useState } from "react";
import { Dialog, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import { cn } from "#lib/core/cn.ts";
import { BellLinks } from "./bell-links.tsx";
import { BellListView } from "./bell-list-view.tsx";
import { useBell } from "./use-bell.ts";

/** The bell with how many are new. Opens the list beside it; as a sheet from the bottom on a phone. */
export function BellButton({ sheet = false }: { sheet?: boolean }) {
  const t = useTranslations("bell");
  const common = useTranslations("common");
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  if (sheet)
    return (
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogTrigger asChild>
          <BellTrigger />
        </DialogTrigger>
        <DialogContent
          title={t("title")}
          closeLabel={common("close")}
          className="flex flex-col overflow-hidden"
        >
          <div className="-mx-5 -mt-1 max-h-[65dvh] overflow-y-auto border-t sm:-mx-6">
            <BellListView onLeave={close} />
          </div>
          <div className="-mx-5 border-t px-5 pt-2 sm:-mx-6 sm:px-6">
            <BellLinks onFollow={close} />
          </div>
        </DialogContent>
      </Dialog>
    );
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <BellTrigger />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          aria-label={t("title")}
          align="start"
          sideOffset={6}
          collisionPadding={16}
          className="z-50 flex max-h-[min(38rem,var(--radix-popover-content-available-height))] w-[min(26rem,calc(100vw-2rem))] flex-col rounded-md border bg-raised shadow-float outline-none duration-150 data-[state=open]:animate-in data-[state=open]:fade-in-0"
        >
          <h2 className="border-b px-4 py-3 font-display text-lg font-semibold">{t("title")}</h2>
          <div className="min-h-0 flex-1 overflow-y-auto">
            <BellListView onLeave={close} />
          </div>
          <div className="border-t px-4 py-1.5">
            <BellLinks onFollow={close} />
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function BellTrigger(props: ComponentProps<"button">) {
  const t = useTranslations("bell");
  const { unread, items } = useBell();
  // The server counts to a hundred.
  const shown = unread > 99 ? "99+" : String(unread);
  const urgent = items.some((item) => item.urgent && !item.read);
  return (
    <button
      type="button"
      aria-label={unread === 0 ? t("title") : t(urgent ? "countUrgent" : "count", { count: shown })}
      {...props}
      className="relative grid size-11 shrink-0 lg:-mr-2 lg:size-9 place-items-center rounded-md transition-colors hover:bg-sunk data-[state=open]:bg-sunk"
    >
      <Bell aria-hidden className="size-5" strokeWidth={1.7} />
      {unread > 0 && (
        <span
          aria-hidden
          className={cn(
            "absolute top-1 right-0.5 lg:top-0 lg:right-0 min-w-4.5 rounded-full px-1 text-center text-[0.6875rem] leading-4.5 font-semibold tabular-nums ring-2 ring-ground",
            urgent ? "bg-bad text-ground" : "bg-accent-fill text-on-accent",
          )}
        >
          {shown}
        </span>
      )}
    </button>
  );
}
