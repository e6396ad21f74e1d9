/** Makes `built/` of `bundles/`: the scripts that stand on libraries, one file a page, and the licences of these. */

import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const WEB = dirname(fileURLToPath(import.meta.url));

/** Write the licence of every package that is part of a bundle beside the bundles, as those licences ask for. */
function writeLicences() {
  return {
    name: "write-licences",
    generateBundle() {
      const packages = new Set();
      for (const id of this.getModuleIds()) {
        const found = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id);
        if (found) packages.add(found[1].replace(/^\0/, ""));
      }
      const texts = [...packages].sort().map((folder) => {
        const { name, version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
        const file = ["LICENSE", "LICENSE.md", "license"].map((name) => join(folder, name)).find(existsSync);
        return `${name} ${version}\n\n${file ? readFileSync(file, "utf8").trim() : ""}\n`;
      });
      this.emitFile({ type: "asset", fileName: "LICENSES.txt", source: texts.join(`\n${"-".repeat(80)}\n\n`) });
    },
  };
}

export default defineConfig({
  root: WEB,
  publicDir: false,
  plugins: [writeLicences()],
  build: {
    outDir: "built",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: false,
    chunkSizeWarningLimit: 700,
    rollupOptions: {
      input: { sparql: join(WEB, "bundles/sparql.js"), explore: join(WEB, "bundles/explore.js") },
      // served as it is, to other sites too
      external: [/^\/widget[./]/],
      output: { entryFileNames: "[name].js", chunkFileNames: "[name].js" },
    },
  },
});
