import {
  CalendarDays,
  FileText,
  Hash,
  type LucideIcon,
  Mail,
  MessageCircle,
  RefreshCw,
  ShoppingBag,
  SquareCheck,
} from "lucide-react";
import type { WidgetId } from "#lib/dashboard/widgets.ts";

export const widgetIcons: Record<WidgetId, LucideIcon> = {
  appointments: CalendarDays,
  tasks: SquareCheck,
  conversations: Mail,
  orders: ShoppingBag,
  messages: Hash,
  talk: MessageCircle,
  sync: RefreshCw,
  documents: FileText,
};
