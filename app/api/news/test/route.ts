import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { sendTestNews } from "#lib/news/send-test-news.ts";

export const POST = route(endpoints.sendTestNews, ({ ctx }) => sendTestNews(ctx));
