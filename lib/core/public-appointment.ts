/** An appointment with the names of its artist and service, as queries answer it. */
interface Appointment<Artist, Service> {
  id: string;
  customerId: string | null;
  status: string;
  statusReason: string | null;
  startMs: number;
  endMs: number;
  artist: Artist;
  service: Service;
  timeZone: string;
  clientName: string;
  clientEmail: string;
  clientPhone: string;
  description: string;
  alternatives: number[];
  unverified: boolean;
  conflict: boolean;
  version: number;
  seriesId: string | null;
  seriesPosition: number;
  seriesTotal: number;
  depositAmount: number | null;
  depositCurrency: string;
  depositState: string;
  depositUrl: string;
  expiresAt: number;
  createdAt: number;
}

const iso = (ms: number) => new Date(ms).toISOString();

/** An appointment as other programs see it, in answers of the API and in webhooks; instants are ISO 8601 in UTC. */
export function publicAppointment<Artist extends { id: string }, Service extends { id: string }>(
  row: Appointment<Artist, Service>,
) {
  return {
    id: row.id,
    customerId: row.customerId,
    status: row.status,
    statusReason: row.statusReason,
    startTime: iso(row.startMs),
    endTime: iso(row.endMs),
    artistId: row.artist.id,
    serviceId: row.service.id,
    artist: row.artist,
    service: row.service,
    timeZone: row.timeZone,
    clientName: row.clientName,
    clientEmail: row.clientEmail,
    clientPhone: row.clientPhone,
    description: row.description,
    alternatives: row.alternatives.map(iso),
    unverified: row.unverified,
    conflict: row.conflict,
    version: row.version,
    seriesId: row.seriesId,
    seriesPosition: row.seriesPosition,
    seriesTotal: row.seriesTotal,
    depositAmount: row.depositAmount,
    depositCurrency: row.depositCurrency,
    depositState: row.depositState,
    depositUrl: row.depositUrl,
    expiresAt: iso(row.expiresAt),
    createdAt: iso(row.createdAt),
  };
}
