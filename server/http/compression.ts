// Packs answers of text for whoever can unpack them: a page's files, tables and exports are a fifth to a tenth of their size on the line.
import compress from "@fastify/compress";
import type { FastifyInstance } from "fastify";
import { brotliOptions } from "./packed.ts";

/** Shorter answers fit into one packet as they are. */
const shortest = 1_400;

/**
 * Packs what every route that comes after this sends, by its media type: text, JSON and SVG, and no workbook, document or picture, which are
 * packed already. A route whose answer must come piece by piece as it is made says `compress: false`.
 */
export async function compressAnswers(app: FastifyInstance): Promise<void> {
  await app.register(compress, {
    encodings: ["br", "gzip"],
    threshold: shortest,
    // Quick ones: a stronger brotli takes longer to pack an answer than it saves on the line.
    brotliOptions,
    zlibOptions: { level: 5 },
    // A request that is packed is refused as before: unpacked it could be a thousand times as long as the longest that is taken.
    globalDecompression: false,
  });
}
