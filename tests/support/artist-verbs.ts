import { addTimeOff } from "#lib/artists/add-time-off.ts";
import { changeArtist } from "#lib/artists/change-artist.ts";
import { chooseHoursSource } from "#lib/artists/choose-hours-source.ts";
import { showNextcloudHours } from "#lib/artists/show-nextcloud-hours.ts";

/** Verbs for tests of areas that know none: a test of the sync needs somebody who changes an artist. */
export const artistVerbs = { addTimeOff, changeArtist, chooseHoursSource, showNextcloudHours };
