import { type ConformanceCase, event, hours, wrapped } from "./case.ts";

const year = { from: "2026-01-01", to: "2027-01-01" };
const nine = hours("2026-01-05T08:00");

function at(tzid: string, ...extra: string[]): string {
  return wrapped(
    ...extra,
    "BEGIN:VEVENT",
    "UID:1",
    `DTSTART;TZID=${tzid}:20260105T090000`,
    "DURATION:PT1H",
    "END:VEVENT",
  );
}

function local(zone: string, start: string, ...more: string[]): string {
  return event(`DTSTART;TZID=${zone}:${start}`, "DURATION:PT1H", ...more);
}

/** A zone nobody knows: 3:30 ahead of UTC, and 4:30 from April to October. */
const customZone = [
  "BEGIN:VTIMEZONE",
  "TZID:Studio Time",
  "BEGIN:STANDARD",
  "DTSTART:20001001T030000",
  "RRULE:FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=1",
  "TZOFFSETFROM:+0430",
  "TZOFFSETTO:+0330",
  "END:STANDARD",
  "BEGIN:DAYLIGHT",
  "DTSTART:20000401T020000",
  "RRULE:FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=1",
  "TZOFFSETFROM:+0330",
  "TZOFFSETTO:+0430",
  "END:DAYLIGHT",
  "END:VTIMEZONE",
];

/** Zones and their clocks (RFC 5545 §3.3.5, §3.6.5), and the names the world gives them. */
export const timeZoneCases: ConformanceCase[] = [
  {
    name: "Vienna: a time the spring skips is read with the offset before",
    text: local("Europe/Vienna", "20260328T023000", "RRULE:FREQ=DAILY;COUNT=3"),
    ...year,
    expected: hours("2026-03-28T01:30", "2026-03-29T01:30", "2026-03-30T00:30"),
  },
  {
    name: "Vienna: a time the autumn repeats is its first pass",
    text: local("Europe/Vienna", "20261024T023000", "RRULE:FREQ=DAILY;COUNT=3"),
    ...year,
    expected: hours("2026-10-24T00:30", "2026-10-25T00:30", "2026-10-26T01:30"),
  },
  {
    name: "Vienna: the edges of the gap",
    text: local("Europe/Vienna", "20260329T015900", "RDATE;TZID=Europe/Vienna:20260329T030000"),
    ...year,
    expected: hours("2026-03-29T00:59", "2026-03-29T01:00"),
  },
  {
    name: "Vienna: the edges of the overlap",
    text: local("Europe/Vienna", "20261025T015900", "RDATE;TZID=Europe/Vienna:20261025T030000"),
    ...year,
    expected: hours("2026-10-24T23:59", "2026-10-25T02:00"),
  },
  {
    name: "New York: gap and overlap",
    text: local("America/New_York", "20260308T023000", "RDATE;TZID=America/New_York:20261101T013000"),
    ...year,
    expected: hours("2026-03-08T07:30", "2026-11-01T05:30"),
  },
  {
    name: "Lord Howe: half an hour of gap and overlap",
    text: local("Australia/Lord_Howe", "20260405T014500", "RDATE;TZID=Australia/Lord_Howe:20261004T021500"),
    ...year,
    expected: hours("2026-04-04T14:45", "2026-10-03T15:45"),
  },
  {
    name: "Kiritimati: fourteen hours ahead",
    text: local("Pacific/Kiritimati", "20260105T000000"),
    ...year,
    expected: hours("2026-01-04T10:00"),
  },
  {
    name: "DURATION in days is nominal",
    text: event("DTSTART;TZID=Europe/Vienna:20260328T120000", "DURATION:P1D"),
    ...year,
    expected: ["2026-03-28T11:00:00Z/2026-03-29T10:00:00Z"],
  },
  {
    name: "DURATION in hours is exact",
    text: event("DTSTART;TZID=Europe/Vienna:20260328T120000", "DURATION:PT24H"),
    ...year,
    expected: ["2026-03-28T11:00:00Z/2026-03-29T11:00:00Z"],
  },
  {
    name: "DURATION in weeks",
    text: event("DTSTART:20260105T090000Z", "DURATION:P1W"),
    ...year,
    expected: ["2026-01-05T09:00:00Z/2026-01-12T09:00:00Z"],
  },
  {
    name: "DTEND gives every instance the same exact length",
    text: event(
      "DTSTART;TZID=Europe/Vienna:20260327T220000",
      "DTEND;TZID=Europe/Vienna:20260328T060000",
      "RRULE:FREQ=DAILY;COUNT=3",
    ),
    ...year,
    expected: [
      "2026-03-27T21:00:00Z/2026-03-28T05:00:00Z",
      "2026-03-28T21:00:00Z/2026-03-29T05:00:00Z",
      "2026-03-29T20:00:00Z/2026-03-30T04:00:00Z",
    ],
  },
  {
    name: "a flight: DTSTART and DTEND in different zones",
    text: event("DTSTART;TZID=Europe/Vienna:20260105T090000", "DTEND;TZID=America/New_York:20260105T130000"),
    ...year,
    expected: ["2026-01-05T08:00:00Z/2026-01-05T18:00:00Z"],
  },
  {
    name: "floating times are taken in the zone given",
    text: event("DTSTART:20260105T090000", "DTEND:20260105T100000"),
    timeZone: "America/New_York",
    ...year,
    expected: hours("2026-01-05T14:00"),
  },
  {
    name: "a weekly event keeps its clock time across the change",
    text: local("Europe/Vienna", "20260323T090000", "RRULE:FREQ=WEEKLY;COUNT=2"),
    ...year,
    expected: hours("2026-03-23T08:00", "2026-03-30T07:00"),
  },
  { name: "TZID in another case", text: at("europe/VIENNA"), ...year, expected: nine },
  { name: "TZID in quotes", text: at('"Europe/Vienna"'), ...year, expected: nine },
  { name: "an old name of a zone", text: at("US/Eastern"), ...year, expected: hours("2026-01-05T14:00") },
  {
    name: "Mozilla's path",
    text: at("/mozilla.org/20050126_1/Europe/Vienna"),
    ...year,
    expected: nine,
  },
  {
    name: "libical's path",
    text: at("/freeassociation.sourceforge.net/Tzfile/America/Indiana/Indianapolis"),
    ...year,
    expected: hours("2026-01-05T14:00"),
  },
  {
    name: "Evolution's path",
    text: at("/softwarestudio.org/Olson_20011030_5/America/New_York"),
    ...year,
    expected: hours("2026-01-05T14:00"),
  },
  {
    name: "a Windows name without a VTIMEZONE",
    text: at("W. Europe Standard Time"),
    ...year,
    expected: nine,
  },
  {
    name: "Outlook's name with cities",
    text: at('"(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna"'),
    ...year,
    expected: nine,
  },
  {
    name: "Outlook's name without cities",
    text: at('"(UTC-05:00) Eastern Time (US & Canada)"'),
    ...year,
    expected: hours("2026-01-05T14:00"),
  },
  {
    name: "Outlook's UTC",
    text: at("tzone://Microsoft/Utc"),
    ...year,
    expected: hours("2026-01-05T09:00"),
  },
  {
    name: "Outlook's name without quotes, in spite of its colon",
    text: at("(UTC-05:00) Eastern Time (US & Canada)"),
    ...year,
    expected: hours("2026-01-05T14:00"),
  },
  { name: "an offset as a TZID", text: at("GMT+02:00"), ...year, expected: hours("2026-01-05T07:00") },
  { name: "UTC as a TZID", text: at("UTC"), ...year, expected: hours("2026-01-05T09:00") },
  {
    name: "X-LIC-LOCATION names the zone of a name nobody knows",
    text: at("Home", "BEGIN:VTIMEZONE", "TZID:Home", "X-LIC-LOCATION:Europe/Vienna", "END:VTIMEZONE"),
    ...year,
    expected: nine,
  },
  {
    name: "a zone described in the file, in winter",
    text: at("Studio Time", ...customZone),
    ...year,
    expected: hours("2026-01-05T05:30"),
  },
  {
    name: "a zone described in the file, in summer, gap and overlap",
    text: wrapped(
      ...customZone,
      "BEGIN:VEVENT",
      "UID:1",
      "DTSTART;TZID=Studio Time:20260401T023000",
      "DURATION:PT1H",
      "RDATE;TZID=Studio Time:20260701T090000,20261001T023000",
      "END:VEVENT",
    ),
    ...year,
    expected: hours("2026-03-31T23:00", "2026-07-01T04:30", "2026-09-30T22:00"),
  },
  {
    name: "an abbreviation is what the file says it is, not what a runtime takes it for",
    text: at(
      "BST",
      "BEGIN:VTIMEZONE",
      "TZID:BST",
      "BEGIN:STANDARD",
      "DTSTART:20000101T000000",
      "TZOFFSETFROM:+0100",
      "TZOFFSETTO:+0100",
      "END:STANDARD",
      "END:VTIMEZONE",
    ),
    ...year,
    expected: nine,
  },
  {
    name: "a known name wins over its description in the file",
    text: at(
      "Europe/Vienna",
      "BEGIN:VTIMEZONE",
      "TZID:Europe/Vienna",
      "BEGIN:STANDARD",
      "DTSTART:20000101T000000",
      "TZOFFSETFROM:+0900",
      "TZOFFSETTO:+0900",
      "END:STANDARD",
      "END:VTIMEZONE",
    ),
    ...year,
    expected: nine,
  },
  {
    name: "a zone nobody knows is read as UTC, and said to be, with the other reading as its span",
    text: at("Nowhere"),
    ...year,
    expected: hours("2026-01-05T09:00"),
    unreadable: [
      "unknown time zone Nowhere; read as UTC, and blocked as Europe/Vienna too @ 2026-01-05T08:00:00Z/2026-01-05T09:00:00Z",
    ],
  },
  {
    name: "an empty VTIMEZONE describes nothing",
    text: at("Nowhere", "BEGIN:VTIMEZONE", "TZID:Nowhere", "END:VTIMEZONE"),
    timeZone: "UTC",
    ...year,
    expected: hours("2026-01-05T09:00"),
    unreadable: ["unknown time zone Nowhere; read as UTC"],
  },
];
