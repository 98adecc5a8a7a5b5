import { Bell, type LucideIcon, Mail, MessageCircle, MessagesSquare } from "lucide-react";
import type { NewsChannel } from "#lib/news/choices.ts";

/** What each channel looks like. */
export const channelIcons: Record<NewsChannel, LucideIcon> = {
  bell: Bell,
  mail: Mail,
  talk: MessageCircle,
  matrix: MessagesSquare,
};
