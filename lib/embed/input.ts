import { z } from "zod";

/** The site that wants to show the widget, as its browser names it: `https://host`, without a path. */
export const embedSite = z.object({ origin: z.string().max(300, "too_long") });
