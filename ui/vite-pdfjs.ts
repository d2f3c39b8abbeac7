// Puts the files that pdf.js reads while it draws (character maps, standard fonts, decoders, colour profiles) beside
// the screens, under pdfjs/.

import { createReadStream, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Plugin } from "vite";

const FOLDERS = ["cmaps", "standard_fonts", "wasm", "iccs"];

export function pdfjsFiles(): Plugin {
  const root = dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));
  const names = FOLDERS.flatMap((folder) => readdirSync(join(root, folder)).map((file) => `${folder}/${file}`));
  return {
    name: "pdfjs-files",
    generateBundle() {
      for (const name of names)
        this.emitFile({ type: "asset", fileName: `pdfjs/${name}`, source: readFileSync(join(root, name)) });
    },
    configureServer(server) {
      server.middlewares.use("/pdfjs", (request, response, next) => {
        const name = (request.url ?? "").slice(1);
        if (names.includes(name)) createReadStream(join(root, name)).pipe(response);
        else next();
      });
    },
  };
}
