// Takes Shopify's Admin API schema (an introspection result) out of the npm package that publishes it, at one version and
// one checksum, and writes it without its descriptions. Usage: node admin-schema.mjs <output file> <work directory>

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";

const PACKAGE = "@shopify/dev-mcp@1.16.0";
const ARCHIVE = "shopify-dev-mcp-1.16.0.tgz";
const INTEGRITY =
  "sha512-tqgRnK7sQhjew+htxtleTH23nXB5fZcsrhWgEkomsorGXvLOB2mh2upwZm8uzuTDNTZnqtLMe64yIwh6s2awtw==";
const ENTRY = "package/dist/data/admin_2026-10.json.gz";
const FORM = "1";

const [output, work] = process.argv.slice(2);
const stamp = join(work, "admin-schema.stamp");
const archive = join(work, ARCHIVE);

function stop(reason) {
  console.error(`Admin schema: ${reason}`);
  rmSync(output, { force: true });
  process.exit(3);
}

/** The stamp names the source and the written bytes, so a damaged or older file is written again. */
function stampOf(bytes) {
  return `${INTEGRITY} ${FORM} ${createHash("sha256").update(bytes).digest("hex")}`;
}

function upToDate() {
  return existsSync(output) && existsSync(stamp) && readFileSync(stamp, "utf8") === stampOf(readFileSync(output));
}

function archiveBytes() {
  if (existsSync(archive) && integrityOf(readFileSync(archive)) === INTEGRITY) {
    return readFileSync(archive);
  }
  rmSync(archive, { force: true });
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const options = ["--prefer-offline", "--silent", "--ignore-scripts", "--no-update-notifier", "--pack-destination", work];
  try {
    execFileSync(npm, ["pack", PACKAGE, ...options], {
      stdio: ["ignore", "ignore", "pipe"],
      shell: process.platform === "win32",
    });
  } catch (failure) {
    stop(
      failure.code === "ENOENT"
        ? "npm is not on the PATH; install Node.js 20 or newer"
        : `npm could not fetch ${PACKAGE}; is the package registry within reach?`,
    );
  }
  const bytes = readFileSync(archive);
  if (integrityOf(bytes) !== INTEGRITY) {
    rmSync(archive, { force: true });
    stop(`${PACKAGE} does not have the expected checksum; it was thrown away`);
  }
  return bytes;
}

function integrityOf(bytes) {
  return `sha512-${createHash("sha512").update(bytes).digest("base64")}`;
}

/** One file of a tar archive: 512-byte headers, the size in octal at 124, contents padded to 512. */
function entryOf(tar, name) {
  for (let at = 0; at + 512 <= tar.length; ) {
    const text = (from, length) => tar.toString("latin1", at + from, at + from + length).replace(/\0.*$/s, "");
    const size = parseInt(text(124, 12).trim() || "0", 8);
    const path = [text(345, 155), text(0, 100)].filter(Boolean).join("/");
    if (path === name) {
      return tar.subarray(at + 512, at + 512 + size);
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return stop(`${PACKAGE} does not contain ${name}`);
}

const KEPT = new Set([
  "__schema", "queryType", "mutationType", "subscriptionType", "types", "directives", "kind", "name", "ofType", "type",
  "fields", "inputFields", "interfaces", "enumValues", "possibleTypes", "args", "defaultValue", "isOneOf", "locations",
  "isRepeatable", "isDeprecated", "deprecationReason",
]);

function stripped(value) {
  if (Array.isArray(value)) {
    return value.map(stripped);
  }
  if (value === null || typeof value !== "object") {
    return value;
  }
  const kept = Object.entries(value).filter(([key, held]) => KEPT.has(key) && held !== null && held !== false);
  return Object.fromEntries(kept.map(([key, held]) => [key, stripped(held)]));
}

if (!upToDate()) {
  mkdirSync(work, { recursive: true });
  mkdirSync(dirname(output), { recursive: true });
  const introspection = JSON.parse(gunzipSync(entryOf(gunzipSync(archiveBytes()), ENTRY)).toString("utf8"));
  const bytes = Buffer.from(JSON.stringify(stripped(introspection.data)));
  writeFileSync(`${output}.part`, bytes);
  renameSync(`${output}.part`, output);
  writeFileSync(stamp, stampOf(bytes));
}
