import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { saveNewsChoices } from "#lib/news/save-news-choices.ts";
import { showNewsChoices } from "#lib/news/show-news-choices.ts";

export const GET = route(endpoints.showNewsChoices, ({ ctx }) => showNewsChoices(ctx));

export const PUT = route(endpoints.saveNewsChoices, ({ ctx, body }) => saveNewsChoices(ctx, body));
