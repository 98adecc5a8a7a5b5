import sharp from "sharp";

/** A plain picture of a size in pixels. */
export async function pngPicture(size: { width: number; height: number }): Promise<Uint8Array> {
  return sharp({ create: { ...size, channels: 3, background: "#7a9cb8" } })
    .png()
    .toBuffer();
}

/** A JPEG as a phone makes it: lying on its side (the red half is meant to be on top), and it knows where it was taken. */
export async function phonePicture(): Promise<Uint8Array> {
  const red = await sharp({ create: { width: 300, height: 400, channels: 3, background: "#ff0000" } })
    .png()
    .toBuffer();
  return sharp({ create: { width: 600, height: 400, channels: 3, background: "#0000ff" } })
    .composite([{ input: red, left: 0, top: 0 }])
    .jpeg()
    .withExif({
      IFD0: { Make: "Acme Phone", Orientation: "6" },
      IFD3: {
        GPSLatitudeRef: "N",
        GPSLatitude: "48/1 12/1 30/1",
        GPSLongitudeRef: "E",
        GPSLongitude: "16/1 22/1 0/1",
      },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer();
}
