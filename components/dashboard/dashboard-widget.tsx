"use client";

import type { ReactNode } from "react";
import { TalkCard } from "#components/talk/talk-card.tsx";
import type { WidgetId } from "#lib/dashboard/widgets.ts";
import { AppointmentsWidget } from "./appointments-widget.tsx";
import { ConversationsWidget } from "./conversations-widget.tsx";
import type { DashboardFacts } from "./dashboard-facts.ts";
import { DocumentsWidget } from "./documents-widget.tsx";
import { MessagesWidget } from "./messages-widget.tsx";
import { OrdersWidget } from "./orders-widget.tsx";
import { TasksWidget } from "./tasks-widget.tsx";

export function DashboardWidget({
  id,
  wide,
  facts,
  sync,
}: {
  id: WidgetId;
  wide: boolean;
  facts: DashboardFacts;
  sync: ReactNode;
}) {
  const { isAdmin, timeZone, nowMs, appointments, todayMs } = facts;
  const system = facts.systems[id] ?? { name: id, url: null };
  const shared = { system, isAdmin, wide };
  switch (id) {
    case "appointments":
      return <AppointmentsWidget appointments={appointments} nowMs={nowMs} timeZone={timeZone} wide={wide} />;
    case "talk":
      return <TalkCard />;
    case "sync":
      return sync;
    case "tasks":
      return <TasksWidget {...shared} timeZone={timeZone} />;
    case "conversations":
      return <ConversationsWidget {...shared} />;
    case "orders":
      return <OrdersWidget {...shared} todayMs={todayMs} />;
    case "messages":
      return <MessagesWidget {...shared} />;
    case "documents":
      return <DocumentsWidget {...shared} />;
  }
}
