import sharp from "sharp";
import { expect, test } from "vitest";
import { drawPicture } from "./draw-pictures.ts";

const motifs = ["handwriting", "mandala", "moth", "mountains", "rose", "sprig", "swallow"] as const;

test.each(motifs)("%s is drawn in the size asked for, light enough for a demo", async (motif) => {
  const picture = await drawPicture({ motif, ground: "paper", width: 600, height: 800 });
  expect(picture.length).toBeLessThan(200_000);
  expect(await sharp(picture).metadata()).toMatchObject({ format: "jpeg", width: 600, height: 800 });
  const bare = await drawPicture({ motif, ground: "stencil", width: 600, height: 800 });
  // The lines are there: the middle is not all of one colour.
  const { channels } = await sharp(bare).extract({ left: 100, top: 300, width: 400, height: 200 }).stats();
  expect(channels[0]?.stdev).toBeGreaterThan(5);
});
