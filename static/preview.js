/** The bar above a print preview, in the language of this device; the paper is Chinese. */

import { t } from "./words.js"

for (const tool of document.querySelectorAll("[data-tool]")) tool.textContent = t(`prints.tool.${tool.dataset.tool}`)
document.querySelector("[data-tool=print]")?.addEventListener("click", () => print())
