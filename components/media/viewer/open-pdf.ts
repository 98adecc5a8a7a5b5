import { getDocument, type PDFDocumentLoadingTask, PDFWorker } from "pdfjs-dist";

/** What the worker may ask for: decoders of scanned pages. All are served by us. */
const assets: Record<string, string> = {
  "jbig2.wasm": new URL("pdfjs-dist/wasm/jbig2.wasm", import.meta.url).href,
  "openjpeg.wasm": new URL("pdfjs-dist/wasm/openjpeg.wasm", import.meta.url).href,
  "qcms_bg.wasm": new URL("pdfjs-dist/wasm/qcms_bg.wasm", import.meta.url).href,
};

/** Hands the worker its decoders from the addresses the build gave them. */
class OwnAssets {
  async fetch({ filename }: { kind: string; filename: string }): Promise<Uint8Array> {
    const url = assets[filename];
    const response = url === undefined ? null : await fetch(url);
    if (!response?.ok) throw new Error(`${filename} is not here`);
    return new Uint8Array(await response.arrayBuffer());
  }
}

let worker: PDFWorker | undefined;

/**
 * Opens a PDF of ours; pages come in ranges as they are needed. Scripts in it never run: pdf.js runs none without its
 * sandbox.
 */
export function openPdf(url: string): PDFDocumentLoadingTask {
  // Handed over, it outlives each document; one that a document takes for itself is destroyed with it.
  worker ??= PDFWorker.create({
    port: new Worker(new URL("pdfjs-dist/build/pdf.worker.min.mjs", import.meta.url), { type: "module" }),
  });
  return getDocument({
    url,
    worker,
    enableXfa: false,
    useWorkerFetch: false,
    BinaryDataFactory: OwnAssets,
    // A page needs a few hundred kilobytes; the rest of a long document stays where it is.
    disableAutoFetch: true,
  });
}
