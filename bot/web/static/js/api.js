// The HTTP API, version 1. Every failure is an ApiError whose message is a sentence for the visitor.

import { say } from "./words.js";

const BASE = "/api/v1";
// A form of another site cannot set a header of its own: with the Origin check this is the guard against forged requests.
const GUARD = { "X-Darkroom": "1" };

export class ApiError extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

async function call(method, path, { json, signal } = {}) {
  const headers = json === undefined ? { ...GUARD } : { ...GUARD, "Content-Type": "application/json" };
  let response;
  try {
    response = await fetch(BASE + path, { method, headers, signal, body: json === undefined ? null : JSON.stringify(json) });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new ApiError("offline", say("offline"));
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) fail(response.status, answer);
  return answer;
}

function fail(status, answer) {
  if (status === 401) window.location.assign("/access");
  throw new ApiError(answer.error ?? "failed", answer.text || say("failed"));
}

/** Where a file of an answer ({url}) is downloaded; one that came along with it is its own address. */
export const downloadUrl = ({ url }) => (url.startsWith("data:") ? url : `${url}?download=1`);

export const getSession = () => call("GET", "/session");
export const getWords = (language) => call("GET", `/words?lang=${encodeURIComponent(language)}`);
export const getCatalog = (language) => call("GET", `/catalog?lang=${encodeURIComponent(language)}`);
export const getJobs = () => call("GET", "/jobs");
export const getJob = (id) => call("GET", `/jobs/${encodeURIComponent(id)}`);
export const cancelJob = (id) => call("POST", `/jobs/${encodeURIComponent(id)}/cancel`);
export const sendMessage = (message) => call("POST", "/messages", { json: message });
export const dropUpload = (key) => call("DELETE", `/uploads/${key}`);
export const uploadUrl = (key) => `${BASE}/uploads/${key}`;

/** Return whether an upload is still stored: it is erased after an hour at most. */
export async function isStored(key) {
  try {
    return (await fetch(uploadUrl(key), { method: "HEAD" })).ok;
  } catch {
    return false;
  }
}

/** Send a picture's bytes; `onProgress` hears the share that is sent, 0 to 1. The file's name stays here. */
export function upload(blob, onProgress, signal) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `${BASE}/uploads`);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    for (const [name, value] of Object.entries(GUARD)) request.setRequestHeader(name, value);
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => onProgress(event.total ? event.loaded / event.total : 0));
    request.addEventListener("error", () => reject(new ApiError("offline", say("upload-stopped"))));
    request.addEventListener("abort", () => reject(new ApiError("aborted", "")));
    request.addEventListener("load", () => {
      if (request.status < 300) return resolve(request.response);
      try {
        fail(request.status, request.response ?? {});
      } catch (error) {
        reject(error);
      }
    });
    signal?.addEventListener("abort", () => request.abort());
    request.send(blob);
  });
}
