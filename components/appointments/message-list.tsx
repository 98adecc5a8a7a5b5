import type { ReactNode } from "react";
import { cn } from "#lib/core/cn.ts";

export interface ShownMessage {
  id: string;
  /** By whoever reads this page. */
  isOwn: boolean;
  who: string;
  when: ReactNode;
  text: string;
}

/** What two sides wrote to each other, oldest first; one's own stand to the right. */
export function MessageList({ messages }: { messages: readonly ShownMessage[] }) {
  return (
    <ol className="space-y-4">
      {messages.map((message) => (
        <li key={message.id} className={cn("max-w-[34rem]", message.isOwn && "ml-auto w-fit")}>
          <p className="text-sm text-ink-soft">
            <span className="font-medium text-ink">{message.who}</span> · {message.when}
          </p>
          <p
            className={cn(
              "mt-1 rounded-md px-4 py-2.5 whitespace-pre-wrap [overflow-wrap:anywhere]",
              message.isOwn ? "bg-sunk" : "border bg-raised",
            )}
          >
            {message.text}
          </p>
        </li>
      ))}
    </ol>
  );
}
