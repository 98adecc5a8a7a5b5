import { AppError } from "#lib/core/errors.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(endpoints.sendPictures, async ({ pictures: { pictures, refused } }) => {
  const [first] = refused;
  if (pictures.length === 0)
    throw new AppError("invalid_input", "None of these files was kept.", {
      errors: { picture: [...new Set(first ? refused.map(({ reason }) => reason) : ["required"])] },
    });
  return { pictures: pictures.map(({ id: _, ...picture }) => picture), refused };
});
