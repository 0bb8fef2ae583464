/** Puts what stands on a page that the server made itself into the language of this device. */

import { sentence } from "./words.js"

for (const element of document.querySelectorAll("[data-sentence]")) {
  element.textContent = sentence(JSON.parse(element.dataset.sentence))
}
