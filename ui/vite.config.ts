import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";
import { pdfjsFiles } from "./vite-pdfjs";

export default defineConfig({
  plugins: [svelte(), pdfjsFiles()],
  // Tauri's window waits for exactly this address (tauri.conf.json, devUrl).
  server: { port: 1420, strictPort: true },
  clearScreen: false,
  build: {
    // The oldest engines that know light-dark() and the popover layer: WebKitGTK 2.44, WebView2 of 2024.
    target: ["chrome123", "safari17.5"],
    // The content-security policy forbids what is not a file of ours, so nothing is turned into a data: address.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 800,
  },
  test: { include: ["src/**/*.test.ts"], environment: "node" },
});
