"use client";

import { useTranslations } from "next-intl";
import { cn } from "#lib/core/cn.ts";
import { type Channels, NEWS_CHANNELS, type NewsEvent } from "#lib/news/choices.ts";
import type { NewsChoicesView } from "#lib/news/show-news-choices.ts";
import { channelIcons } from "./channel-icons.ts";

/** What happens, and what of it comes by which channel. Each box is kept as soon as it is ticked. */
export function ChoicesTable({
  choices,
  onChange,
}: {
  choices: NewsChoicesView;
  onChange: (event: NewsEvent, channels: Channels) => void;
}) {
  const t = useTranslations("news.page");
  return (
    <table className="w-full border-collapse text-left">
      <caption className="sr-only">{t("table")}</caption>
      <thead>
        <tr className="border-b align-bottom">
          <th scope="col" className="py-2 pr-3 font-normal">
            <span className="sr-only">{t("what")}</span>
          </th>
          {NEWS_CHANNELS.map((channel) => {
            const Icon = channelIcons[channel];
            const isOff = choices.obstacles[channel] !== null;
            return (
              <th
                key={channel}
                scope="col"
                className={cn("w-13 py-2 text-center text-sm font-medium sm:w-24", isOff && "text-ink-faint")}
              >
                <Icon aria-hidden className="mx-auto mb-1 size-5" />
                {t(`channel.${channel}`)}
              </th>
            );
          })}
        </tr>
      </thead>
      <tbody>
        {choices.events.map(({ event, channels }) => (
          <tr key={event} className="border-b">
            <th scope="row" className="py-3 pr-3 font-normal">
              <span className="block font-medium">{t(`event.${event}.name`)}</span>
              <span className="text-sm text-ink-soft max-sm:hidden">{t(`event.${event}.text`)}</span>
            </th>
            {NEWS_CHANNELS.map((channel) => (
              <td key={channel} className="p-0 text-center">
                <label className="grid min-h-13 cursor-pointer place-items-center rounded-sm hover:bg-sunk has-disabled:cursor-not-allowed has-disabled:opacity-50 has-disabled:hover:bg-transparent">
                  <span className="sr-only">
                    {t("cell", { event: t(`event.${event}.name`), channel: t(`channel.${channel}`) })}
                  </span>
                  <input
                    type="checkbox"
                    className="size-5 rounded-sm"
                    checked={channels[channel]}
                    disabled={choices.obstacles[channel] !== null}
                    onChange={({ target }) => onChange(event, { ...channels, [channel]: target.checked })}
                  />
                </label>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
