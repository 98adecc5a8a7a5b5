import type { IncomingMessage, ServerResponse } from "node:http";
import type { System } from "../system.ts";
import {
  EcoDmsRefusal,
  exception,
  refusal,
  sendJson,
  sendRefusal,
  sendText,
  unauthorized,
} from "./answer-ecodms.ts";
import { ecoDmsArchive } from "./ecodms-archive.ts";
import { ATTRIBUTES, FOLDERS, STATUSES, type StoredClassification, TYPES } from "./ecodms-seed.ts";
import { ecoDmsSessions } from "./ecodms-sessions.ts";
import { SearchRefused } from "./search-archive.ts";

export interface EcoDms extends System {
  /** API connects spent: each is paid for. */
  paid(): { uploads: number; downloads: number };
  connections(): number;
  wrongPasswords(): number;
  /** As a restart of the service does. */
  forgetSessions(): void;
  classifications: StoredClassification[];
  /** As somebody who archives the next version of a document. */
  addVersion(docId: number, content: Buffer): void;
}

export interface EcoDmsOptions {
  now: () => number;
  user?: string;
  password?: string;
  /** With one, connecting takes a POST that carries it. */
  apiKey?: string;
  /** Connections at once. */
  licences?: number;
}

/** A small ecoDMS, as its documentation of the API (24.02) says. */
export function createEcoDms(options: EcoDmsOptions): EcoDms {
  const { now, user = "parlour", password = "parlour-demo", apiKey, licences = 3 } = options;
  const sessions = ecoDmsSessions({ now, licences });
  const archive = ecoDmsArchive(now);

  function requireCredentials(given: string | null): void {
    if (sessions.isLocked()) throw exception(`User ${user} is locked.`);
    if (given === `${user}:${password}`) return;
    if (given !== null && given !== ":") sessions.noteWrongPassword();
    throw unauthorized();
  }

  function connect(request: IncomingMessage, response: ServerResponse, url: URL, archiveId: string): void {
    const { searchParams } = url;
    if (request.method === "POST") {
      requireCredentials(`${searchParams.get("user")}:${searchParams.get("pass")}`);
      if (searchParams.get("apiKey") !== apiKey) throw unauthorized();
    } else {
      if (apiKey !== undefined) throw unauthorized();
      requireCredentials(basicOf(request));
    }
    if (archiveId !== "1") throw exception(`Archive ${archiveId} not found!!`);
    const session = sessions.connect(cookieOf(request));
    if (session === null) throw exception("Maximum number of concurrent connections reached!!");
    response.setHeader("Set-Cookie", `JSESSIONID=${session};Path=/api`);
    sendText(response, `Login for user ${user} successful, selected Archive ${archiveId}.`);
  }

  async function answer(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const asked = `${request.method} ${url.pathname.replace(/^\/api/, "")}`;
    const [, archiveId] = /^(?:GET|POST) \/connect\/([^/]+)$/.exec(asked) ?? [];
    if (asked === "GET /test") return sendText(response, "<h1>API TEST: OK</h1>");
    if (asked === "GET /archives") return sendJson(response, { "1": "Standard Archive" });
    if (archiveId !== undefined) return connect(request, response, url, decodeURIComponent(archiveId));
    requireCredentials(basicOf(request));
    if (!sessions.meet(cookieOf(request))) throw unauthorized();
    if (asked === "GET /disconnect") {
      sessions.disconnect(cookieOf(request));
      return sendText(response, `Logoff for user ${user} successfull`);
    }
    if (asked === "GET /status")
      return sendJson(
        response,
        STATUSES.map(([id, name]) => ({ id, name })),
      );
    if (asked === "GET /types")
      return sendJson(
        response,
        TYPES.map(([id, name]) => ({ id, name, frist: { jahre: 0, monate: 0, tage: 0, type: "P" } })),
      );
    if (asked === "GET /classifyAttributes") return sendJson(response, ATTRIBUTES);
    if (asked === "GET /folders")
      return sendJson(
        response,
        FOLDERS.map(([oId, foldername]) => ({
          mainFolder: !oId.includes("."),
          foldername,
          externalKey: "",
          buzzwords: "",
          active: true,
          dataString: `${oId}${foldername}M0`,
          oId,
        })),
      );
    if (asked === "POST /searchDocumentsExtv2") return archive.search(request, response);
    if (asked === "POST /classifyDocument") return archive.classify(request, response);
    const [, versioned] = /^POST \/uploadFile\/(true|false)$/.exec(asked) ?? [];
    if (versioned !== undefined) return archive.upload(request, response, versioned === "true");
    const [, about] = /^GET \/documentInfo\/(\d+)$/.exec(asked) ?? [];
    if (about !== undefined) {
      return sendJson(response, archive.about(Number(about)));
    }
    const [, ofDocument] = /^GET \/document\/(\d+)\/readDocumentVersions$/.exec(asked) ?? [];
    if (ofDocument !== undefined) {
      return sendJson(response, archive.versionsOf(Number(ofDocument)));
    }
    const [, docId, version] = /^GET \/document\/(\d+)(?:\/version\/(\d+))?$/.exec(asked) ?? [];
    if (docId !== undefined)
      return archive.download(response, Number(docId), version === undefined ? null : Number(version));
    throw refusal("Not Found");
  }

  return {
    classifications: archive.classifications,
    addVersion: archive.addVersion,
    paid: archive.paid,
    connections: sessions.connections,
    wrongPasswords: sessions.wrongPasswords,
    forgetSessions: sessions.forget,
    async answer(request, response, url) {
      try {
        await answer(request, response, url);
      } catch (error) {
        if (error instanceof SearchRefused)
          sendRefusal(request, response, exception(error.message), url.pathname);
        else if (error instanceof EcoDmsRefusal) sendRefusal(request, response, error, url.pathname);
        else throw error;
      }
    },
  };
}

function basicOf(request: IncomingMessage): string | null {
  const [, encoded] = /^Basic (.+)$/i.exec(request.headers.authorization ?? "") ?? [];
  return encoded === undefined ? null : Buffer.from(encoded, "base64").toString("utf8");
}

function cookieOf(request: IncomingMessage): string | undefined {
  return /(?:^|;\s*)JSESSIONID=([^;]+)/.exec(request.headers.cookie ?? "")?.[1];
}
