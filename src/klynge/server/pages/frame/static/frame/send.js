// SPDX-License-Identifier: Apache-2.0
// JSON to the server, with the page's token and a key that makes a repeated request harmless. A problem becomes a message.
import { toast } from "./toast.js";

const token = () => JSON.parse(document.body.getAttribute("hx-headers:inherited"))["X-CSRFToken"];
export const newKey = () => crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

export async function send(method, url, body, { key = newKey(), quietly = false, signal } = {}) {
  const headers = { "X-CSRFToken": token(), "Idempotency-Key": key, Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  let answer;
  try {
    answer = await fetch(url, { method, headers, body: body === undefined ? undefined : JSON.stringify(body), signal });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    return { ok: false, status: 0, data: null };
  }
  const data = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : null;
  if (!answer.ok && !quietly && data) toast([data.title, data.detail, data.remedy].filter(Boolean).join(" "), "bad");
  return { ok: answer.ok, status: answer.status, data };
}
