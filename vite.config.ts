// Builds the client, and runs the tests: one configuration, so that both see the same TypeScript.
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";
import { closingLine } from "./test/setup/closingLine.ts";

const require = createRequire(import.meta.url);

/** GraphiQL's style sheet carries 350 kB of fonts within it; the query page is set in the same type as the rest. */
const withoutFonts = {
  name: "without-fonts",
  enforce: "pre" as const,
  transform: {
    filter: { id: /graphiql\/dist\/style\.css/ },
    handler: (code: string) => code.replace(/@font-face\s*\{[^}]*\}/g, ""),
  },
};

/** Beside each file of text lies the same, packed once: the server sends it as it lies there. The strongest packing takes ten times as long for a twentieth less. */
const packed: Plugin = {
  name: "packed",
  apply: "build",
  // Only what has been written is as it will be sent: other plugins change a file up to then.
  async writeBundle({ dir }, bundle) {
    const files = Object.keys(bundle).filter((name) => /^assets\/.*\.(js|css|svg|json|ttf)$/.test(name));
    await Promise.all(
      files.map(async (name) => {
        const path = join(dir as string, name);
        await writeFile(`${path}.br`, await promisify(brotliCompress)(await readFile(path), { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
      }),
    );
  },
};

export default defineConfig({
  root: process.env.VITEST ? "." : "client",
  plugins: [react(), withoutFonts, packed, closingLine()],
  build: { outDir: "../dist/client", emptyOutDir: true, chunkSizeWarningLimit: 2_000, rolldownOptions: { checks: { moduleLevelDirective: false, bundlerTimings: false } } },
  server: {
    proxy: {
      "/graphql": "http://127.0.0.1:4000",
      "/changes": "http://127.0.0.1:4000",
      "/charts": "http://127.0.0.1:4000",
      // The page has a folder of this name, too.
      "^/export/[^?]+\\.(csv|xlsx|ods|docx|html|md|json|svg|png)(\\?|$)": "http://127.0.0.1:4000",
      "/imports": "http://127.0.0.1:4000",
      "/health": "http://127.0.0.1:4000",
    },
  },
  // Loaded by two paths, graphql would be two libraries that refuse each other's types.
  resolve: process.env.VITEST ? { alias: [{ find: /^graphql$/, replacement: require.resolve("graphql") }] } : {},
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: "test/setup/postgres.ts",
    // Ample: no test is decided by a clock, and a busy or a slow machine takes several times as long.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 30_000 } },
    maxWorkers: 2,
    // A worker keeps what it has loaded from file to file: to load and build the schema anew for each took two seconds of processor time a file.
    isolate: false,
    runner: "./test/setup/runner.ts",
  },
});
