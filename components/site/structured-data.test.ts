import { expect, test } from "vitest";
import { artistStructuredData, structuredDataText } from "./structured-data.ts";

const artist: Parameters<typeof artistStructuredData>[0]["artist"] = {
  id: "mara",
  slug: "mara",
  name: "Mara",
  bio: "Fine line </script><script>alert(1)</script>",
  timeZone: "Europe/Vienna",
  pictureUrl: "/api/pictures/abc",
  hasCalendar: true,
  services: [],
};
const studio = { name: "Parlour Studio", address: "Gasse 1\n1070 Wien", phone: "", contactEmail: "" };

test("says who the artist is and where, and leaves out what nobody said", () => {
  const data = artistStructuredData({ artist, studio, origin: "https://studio.example" });
  expect(data).toMatchObject({
    "@type": "ProfilePage",
    url: "https://studio.example/book/mara",
    mainEntity: {
      name: "Mara",
      image: "https://studio.example/api/pictures/abc",
      worksFor: { name: "Parlour Studio", address: "Gasse 1, 1070 Wien" },
    },
  });
  expect(JSON.stringify(data)).not.toContain("telephone");
});

test("words of the studio cannot end the script they stand in, and read back as they were", () => {
  const data = artistStructuredData({ artist, studio, origin: "https://studio.example" });
  const text = structuredDataText(data);
  expect(text).not.toContain("<");
  expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(data)));
});
