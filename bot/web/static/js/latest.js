// The latest pictures of the conversation: what a tool works on when the tray is empty.

import { upload, uploadUrl } from "./api.js";

async function uploadAgain(file) {
  const blob = await (await fetch(file.url)).blob();
  const answer = await upload(blob, () => {});
  return { key: answer.upload, url: uploadUrl(answer.upload) };
}

/** Keep the latest pictures, sent ({key, url}) or received (result files). */
export function latestPictures() {
  let sent = [];
  let files = [];

  return {
    set: (pictures) => { sent = pictures; files = []; },
    setFiles: (results) => { files = results; },
    urls: () => (files.length ? files.map((file) => file.url) : sent.map((picture) => picture.url ?? uploadUrl(picture.key))),
    /** Return them as uploads; a result is uploaded again first, because a message takes only uploads. */
    asUploads: async () => {
      if (!files.length) return sent;
      const results = files;
      const uploads = await Promise.all(results.map(uploadAgain));
      if (files === results) [sent, files] = [uploads, []];
      return uploads;
    },
  };
}
