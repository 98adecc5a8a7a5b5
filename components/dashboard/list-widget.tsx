"use client";

import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { useNow } from "#components/console/use-now.ts";
import type { WidgetProps } from "./dashboard-facts.ts";
import type { Rows } from "./read-rows.ts";
import { useWidget } from "./use-widget.ts";
import { WidgetBody } from "./widget-body.tsx";
import { WidgetFrame } from "./widget-frame.tsx";
import { badgeOf } from "./widget-row.tsx";

/** A widget that lists what one route answers: as many rows as there is room for, each a `WidgetRow`. */
export function ListWidget<Row>({
  title,
  path,
  read,
  narrow,
  counted = false,
  empty,
  above,
  system,
  isAdmin,
  wide,
  children,
}: WidgetProps & {
  title: string;
  path: string;
  read: (answer: unknown) => Rows<Row>;
  /** How many rows there are while it is narrow. */
  narrow: number;
  /** Whether the head says how many there are. */
  counted?: boolean;
  empty: { icon: LucideIcon; title: string; text: string };
  above?: ReactNode;
  children: (row: Row, nowMs: number) => ReactNode;
}) {
  const nowMs = useNow();
  const live = useWidget(path, read);
  return (
    <WidgetFrame title={title} badge={counted ? badgeOf(live.data) : null} system={system}>
      <WidgetBody live={live} system={system} isAdmin={isAdmin} empty={empty}>
        {(rows) => (
          <>
            {above}
            <ul className="divide-y">
              {rows.slice(0, wide ? rows.length : narrow).map((row) => children(row, nowMs))}
            </ul>
          </>
        )}
      </WidgetBody>
    </WidgetFrame>
  );
}
